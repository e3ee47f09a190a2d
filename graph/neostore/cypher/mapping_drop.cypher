MATCH (n:Mapping {id: $id}) DELETE n
RETURN count(*) AS n
