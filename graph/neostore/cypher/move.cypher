MATCH (k:Counter {name: 'change'}) SET k.at = $now
FOREACH (p IN $pages | CREATE (n:LogPage) SET n = p)
WITH k
MATCH (c:Change) WHERE c.seq <= $last DELETE c
RETURN count(*) AS n
