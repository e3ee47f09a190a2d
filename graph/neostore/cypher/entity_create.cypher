UNWIND $rows AS row
CREATE (n:Entity:{Label}) SET n = row
RETURN count(*) AS n
