UNWIND $rows AS row
MATCH (n:Entity:{Label} {id: row.id})
WITH n, row, n.changes + row.changes AS changes
SET n = row SET n.changes = changes
RETURN count(*) AS n
