UNWIND $rows AS id
MATCH (n:Entity {id: id}) SET n.externalId = null, n.lei = null, n.duns = null, n.key = null, n.email = null
RETURN count(*) AS n
