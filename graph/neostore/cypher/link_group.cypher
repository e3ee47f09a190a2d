UNWIND $rows AS row
MATCH (:Entity {id: row.from})-[r:{TYPE}]->(:Entity)
WHERE r.group = row.group AND r.minimum IS NOT NULL
RETURN row.from AS from, r.group AS group, r.id AS id, r.minimum AS minimum
