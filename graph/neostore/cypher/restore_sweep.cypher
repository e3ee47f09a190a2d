MATCH (n:Entity|LogPage|Operation|Gone|Import|Mapping)
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*) AS n
