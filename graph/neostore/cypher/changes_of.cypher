MATCH (p:LogPage {importId: $import}) WHERE p.first > $from
WITH p ORDER BY p.importId, p.first
WITH p, p.changes AS changes
UNWIND range(0, size(changes) - 1) AS i
WITH p, i, changes[i] AS change WHERE p.first + i > $after
RETURN p {first: p.first + i, .at, .actor, .operationId, .importId, changes: [change]} AS page
ORDER BY p.importId, p.first, i LIMIT $limit
