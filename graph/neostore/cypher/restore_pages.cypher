UNWIND $rows AS row
CREATE (n:LogPage) SET n = row
RETURN count(*) AS n
