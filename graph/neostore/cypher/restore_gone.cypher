UNWIND $rows AS row
CREATE (n:Gone) SET n = row
RETURN count(*) AS n
