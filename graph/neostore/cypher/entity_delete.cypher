UNWIND $rows AS row
MATCH (n:Entity {id: row.id})
CREATE (:Gone {id: row.id, changes: n.changes + row.changes})
DETACH DELETE n
RETURN count(*) AS n
