MATCH (k:Counter {name: 'change'}) WHERE k.value = $last SET k.value = $last + $count
CREATE (:Operation {id: $operation, at: $now, actor: $actor, first: $last + 1, count: $count})
WITH k
UNWIND $rows AS row
CREATE (n:Entity:{Label}),
  (:Change {seq: row.seq, at: $now, actor: $actor, operationId: $operation, importId: $import,
    op: 'create', kind: '{kind}', entityId: row.props.id, version: row.props.version, after: row.after})
SET n = row.props
RETURN count(*) AS n
