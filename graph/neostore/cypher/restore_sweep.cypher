MATCH (n:Entity|Change|Operation|Import|Mapping)
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*) AS n
