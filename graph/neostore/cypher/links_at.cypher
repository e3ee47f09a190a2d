UNWIND $ids AS id
MATCH (n:Entity {id: id})-[r:RELIES_ON|SOURCES_FROM|REQUIRES|USES|NEEDS|DEPENDS_ON|DELIVERS|INVOLVES|SELLS|SERVICES|COVERS|OWNS]-(:Entity)
WITH DISTINCT r
RETURN startNode(r).id AS from, type(r) AS type, endNode(r).id AS to, r {.*} AS props
ORDER BY props.id
