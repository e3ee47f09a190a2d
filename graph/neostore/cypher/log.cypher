MATCH (k:Counter {name: 'change'}) WHERE k.value = $last SET k.value = $last + $count, k.at = $now
CREATE (:Operation {id: $operation, first: $last + 1, count: $count})
FOREACH (p IN $pages |
  CREATE (:LogPage {first: p.first, at: $now, actor: $actor, operationId: $operation, importId: $import, changes: p.changes}))
RETURN k.value AS last
