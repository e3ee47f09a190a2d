UNWIND $rows AS row
MATCH (a:Entity {id: row.from})
MATCH (b:Entity {id: row.to})
CREATE (a)-[r:{TYPE}]->(b) SET r = row.props
RETURN count(*) AS n
