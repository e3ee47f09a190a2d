MATCH (k:Counter {name: 'change'}) SET k.value = k.value + size($changes)
WITH k.value - size($changes) AS last
CREATE (:Operation {id: $operation, at: $now, actor: $actor, first: last + 1, count: size($changes)})
WITH last
UNWIND $changes AS c
CREATE (:Change {seq: last + 1 + c.i, at: $now, actor: $actor, operationId: $operation, importId: $import,
  op: c.op, kind: c.kind, entityId: c.id, version: c.version, before: c.before, after: c.after})
RETURN min(last) AS last, count(*) AS n
