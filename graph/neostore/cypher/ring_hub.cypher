MATCH (n:Entity {id: $id})
CALL (n) {
  MATCH (n)-[:{TYPE}]->(m:Entity) WITH m LIMIT $cap RETURN true AS out, collect(m.id) AS near
  UNION ALL
  MATCH (n)<-[:{TYPE}]-(m:Entity) WITH m LIMIT $cap RETURN false AS out, collect(m.id) AS near
}
RETURN n.id AS id, '{TYPE}' AS type, out, near,
  CASE WHEN out THEN COUNT { (n)-[:{TYPE}]->() } ELSE COUNT { (n)<-[:{TYPE}]-() } END AS total
