UNWIND $ids AS id
CALL (id) {
  MATCH (a:Entity)-[r:RELIES_ON {id: id}]->(b:Entity) RETURN a.id AS from, r, b.id AS to
  UNION ALL
  MATCH (a:Entity)-[r:SOURCES_FROM {id: id}]->(b:Entity) RETURN a.id AS from, r, b.id AS to
  UNION ALL
  MATCH (a:Entity)-[r:REQUIRES {id: id}]->(b:Entity) RETURN a.id AS from, r, b.id AS to
  UNION ALL
  MATCH (a:Entity)-[r:USES {id: id}]->(b:Entity) RETURN a.id AS from, r, b.id AS to
  UNION ALL
  MATCH (a:Entity)-[r:NEEDS {id: id}]->(b:Entity) RETURN a.id AS from, r, b.id AS to
  UNION ALL
  MATCH (a:Entity)-[r:DEPENDS_ON {id: id}]->(b:Entity) RETURN a.id AS from, r, b.id AS to
  UNION ALL
  MATCH (a:Entity)-[r:DELIVERS {id: id}]->(b:Entity) RETURN a.id AS from, r, b.id AS to
  UNION ALL
  MATCH (a:Entity)-[r:INVOLVES {id: id}]->(b:Entity) RETURN a.id AS from, r, b.id AS to
  UNION ALL
  MATCH (a:Entity)-[r:SELLS {id: id}]->(b:Entity) RETURN a.id AS from, r, b.id AS to
  UNION ALL
  MATCH (a:Entity)-[r:SERVICES {id: id}]->(b:Entity) RETURN a.id AS from, r, b.id AS to
  UNION ALL
  MATCH (a:Entity)-[r:COVERS {id: id}]->(b:Entity) RETURN a.id AS from, r, b.id AS to
  UNION ALL
  MATCH (a:Entity)-[r:OWNS {id: id}]->(b:Entity) RETURN a.id AS from, r, b.id AS to
}
RETURN from, type(r) AS type, to, r {.*} AS props
