UNWIND $rows AS row
MERGE (n:Gone {id: row.id})
SET n.changes = coalesce(n.changes, []) + row.changes
RETURN count(*) AS n
