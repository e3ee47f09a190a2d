UNWIND $rows AS row
MATCH ()-[r:{TYPE} {id: row.id}]->()
SET r.changes = coalesce(r.changes, []) + row.changes
RETURN row.id AS id
