MATCH (k:Counter {name: 'change'}) SET k.value = k.value + $count
CREATE (:Operation {id: $operation, at: $now, actor: $actor, first: k.value - $count + 1, count: $count})
FOREACH (c IN $changes |
  CREATE (:Change {seq: c.seq, at: $now, actor: $actor, operationId: $operation, importId: $import,
    op: c.op, kind: c.kind, entityId: c.id, version: c.version, before: c.before, after: c.after}))
RETURN k.value AS last
