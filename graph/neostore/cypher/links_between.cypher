UNWIND $ids AS one
UNWIND $ids AS other
MATCH (a:Entity {id: one})
MATCH (b:Entity {id: other})
MATCH (a)-[r]->(b) WHERE type(r) IN $types
RETURN r.id AS id, a.id AS from, type(r) AS type, b.id AS to, r.group AS group
