UNWIND $rows AS row
CREATE (n:Change) SET n = row
RETURN count(*) AS n
