CALL () {
  MATCH (n:Entity {id: $id}) RETURN n.changes AS numbers
  UNION ALL
  MATCH (n:Gone {id: $id}) RETURN n.changes AS numbers
  UNION ALL
  MATCH ()-[n:RELIES_ON|SOURCES_FROM|REQUIRES|USES|NEEDS|DEPENDS_ON|DELIVERS|INVOLVES|SELLS|SERVICES|COVERS|OWNS {id: $id}]->()
  RETURN n.changes AS numbers
}
UNWIND numbers AS seq
WITH seq WHERE $after = 0 OR seq < $after
WITH seq ORDER BY seq DESC LIMIT $limit
MATCH (p:LogPage) WHERE seq - $span < p.first <= seq AND seq < p.first + size(p.changes)
RETURN p {first: seq, .at, .actor, .operationId, .importId, changes: [p.changes[seq - p.first]]} AS page
ORDER BY seq DESC
