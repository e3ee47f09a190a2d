MATCH (c:Counter {name: 'importing', holder: $id, desk: $desk}) SET c.seen = datetime()
RETURN count(c) AS n
