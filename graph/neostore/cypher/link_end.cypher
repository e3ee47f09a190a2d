UNWIND $rows AS row
MATCH ()-[r:{TYPE} {id: row.id}]->()
CREATE (:Gone {id: row.id, changes: r.changes + row.changes})
DELETE r
RETURN count(*) AS n
