UNWIND $rows AS row
MATCH ()-[r:{TYPE} {id: row.id}]->() SET r = row
RETURN count(*) AS n
