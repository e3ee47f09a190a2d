MATCH (n:Import {id: $id})
RETURN n.record AS record
