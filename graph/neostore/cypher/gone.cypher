UNWIND $ids AS id
MATCH (t:Gone {id: id})
RETURN id, t.changes AS changes
