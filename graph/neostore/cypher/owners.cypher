UNWIND $ids AS id
MATCH (:Entity:Partner {id: id})-[:OWNED_BY]->{0,15}(p:Entity)-[:OWNED_BY]->(o:Entity)
RETURN DISTINCT p.id AS id, o.id AS owner
