UNWIND $ids AS id
MATCH (m:Entity {id: id})
UNWIND [(m)<-[:FULFILS|MADE_BY|SOLD_BY|OWNED_BY|BINDS]-(n:Entity) | n.id] + [(m)-[:HOLDS]->(n:Entity) | n.id] AS other
RETURN DISTINCT other AS id ORDER BY id
