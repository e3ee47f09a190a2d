UNWIND $rows AS row
MATCH (:Entity {id: row.from})-[r:{TYPE}]->(:Entity {id: row.to})
RETURN row.from AS from, row.to AS to, r.id AS id, coalesce(r[$key], '') AS key
