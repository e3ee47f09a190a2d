UNWIND $rows AS row
CREATE (n:Operation) SET n = row
RETURN count(*) AS n
