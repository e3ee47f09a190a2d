MATCH (n:Job {id: $id})
RETURN n.record AS record
