MATCH (t:Gone)
RETURN t.id AS id, t.changes AS changes
