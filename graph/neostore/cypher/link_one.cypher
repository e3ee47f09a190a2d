MATCH (a:Entity)-[r:{TYPE} {id: $id}]->(b:Entity)
WITH a, r, b, CASE WHEN a.id + '.' + toLower(type(r)) = r.id THEN a ELSE b END AS stater
RETURN a.id AS from, type(r) AS type, b.id AS to, r {.*} AS props,
  stater {.version, .createdAt, .updatedAt} AS owner
