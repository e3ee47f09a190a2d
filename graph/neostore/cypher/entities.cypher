UNWIND $ids AS id
MATCH (n:Entity {id: id})
RETURN labels(n) AS labels, n {.*} AS props,
  [(n)-[r:FULFILS|MADE_BY|SOLD_BY|OWNED_BY|BINDS]->(m:Entity) | [type(r), m.id, r.percent]]
  + [(n)<-[r:HOLDS]-(m:Entity) WHERE n:Certificate | [type(r), m.id, r.percent]] AS ends
