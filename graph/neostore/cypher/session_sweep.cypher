MATCH (n:Session) WHERE n.expiresAt < $now
WITH n LIMIT 1000 DELETE n
