UNWIND $rows AS id
MATCH (t:Gone {id: id}) DELETE t
RETURN count(*) AS n
