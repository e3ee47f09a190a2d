UNWIND $rows AS row
MATCH (n:Entity:{Label} {id: row.id}) SET n = row
RETURN count(*) AS n
