UNWIND $ids AS id
MATCH (a:Entity {id: id})-[r]-(b:Entity) WHERE b.id IN $all AND type(r) IN $types
WITH DISTINCT r
RETURN r.id AS id, startNode(r).id AS from, type(r) AS type, endNode(r).id AS to, r.group AS group
