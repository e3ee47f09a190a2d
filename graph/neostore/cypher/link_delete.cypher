UNWIND $rows AS id
MATCH ()-[r:{TYPE} {id: id}]->() DELETE r
RETURN count(*) AS n
