UNWIND $rows AS id
MATCH (n:Entity {id: id}) DETACH DELETE n
RETURN count(*) AS n
