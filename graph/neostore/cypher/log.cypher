MATCH (k:Counter {name: 'change'}) WHERE k.value = $last SET k.value = $last + $count
CREATE (:Operation {id: $operation, at: $now, actor: $actor, first: $last + 1, count: $count})
FOREACH (c IN $changes |
  CREATE (:Change {seq: c.seq, at: $now, actor: $actor, operationId: $operation, importId: $import,
    op: c.op, kind: c.kind, entityId: c.id, version: c.version, before: c.before, after: c.after}))
RETURN k.value AS last
