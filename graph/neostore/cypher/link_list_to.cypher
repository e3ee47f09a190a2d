MATCH (a:Entity)-[r]->(b:Entity {id: $to})
WHERE r.id > $after AND ($type IS NULL OR type(r) = $type)
WITH a, r, b ORDER BY r.id LIMIT $limit
WITH a, r, b, CASE WHEN a.id + '.' + toLower(type(r)) = r.id THEN a ELSE b END AS stater
RETURN a.id AS from, type(r) AS type, b.id AS to, r {.*} AS props,
  stater {.version, .createdAt, .updatedAt} AS owner
ORDER BY r.id
