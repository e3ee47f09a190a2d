UNWIND $rows AS row
MATCH ()-[r:{TYPE} {id: row.id}]->()
WITH r, row, r.changes + row.changes AS changes
SET r = row SET r.changes = changes
RETURN count(*) AS n
