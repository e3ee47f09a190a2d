MATCH (n:Mapping) WHERE n.usedAt IS NOT NULL
WITH n ORDER BY n.usedAt DESC SKIP $limit
DELETE n
