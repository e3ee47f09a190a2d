MATCH (a:Entity {id: $from})
MATCH (b:Entity {id: $to})
MATCH p = ALL SHORTEST (a)-[r WHERE type(r) IN $types]-{1,12}(b)
WITH DISTINCT [n IN nodes(p) | n.id] AS ids, [x IN relationships(p) | [type(x), startNode(x).id]] AS links LIMIT $limit
RETURN ids, links
ORDER BY ids, links
