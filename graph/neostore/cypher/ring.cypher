UNWIND $ids AS id
MATCH (n:Entity {id: id})
CALL (n) {
  MATCH (n)-[r]->(m:Entity) WHERE type(r) IN $types
  WITH type(r) AS type, m ORDER BY m.nameKey, m.id
  RETURN type, true AS out, count(*) AS total, collect(m.id)[..$cap] AS near
  UNION ALL
  MATCH (n)<-[r]-(m:Entity) WHERE type(r) IN $types
  WITH type(r) AS type, m ORDER BY m.nameKey, m.id
  RETURN type, false AS out, count(*) AS total, collect(m.id)[..$cap] AS near
}
RETURN id, type, out, total, near ORDER BY type, out
