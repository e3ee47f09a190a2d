UNWIND $rows AS row
MATCH (n:Entity {id: row.id})
SET n.changes = coalesce(n.changes, []) + row.changes
RETURN row.id AS id
