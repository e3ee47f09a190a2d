UNWIND $ids AS id
MATCH ()-[r:RELIES_ON|SOURCES_FROM|REQUIRES|USES|NEEDS|DEPENDS_ON|DELIVERS|INVOLVES|SELLS|SERVICES|COVERS|OWNS {id: id}]->()
RETURN startNode(r).id AS from, type(r) AS type, endNode(r).id AS to, r {.*} AS props
