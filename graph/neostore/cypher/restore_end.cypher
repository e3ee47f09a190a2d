MATCH (g:Counter {name: 'restoring'}) SET g.name = 'pages' REMOVE g.by
WITH g MATCH (k:Counter {name: 'change'}) SET k.value = $change, k.at = CASE WHEN $change > 0 THEN $at END
RETURN k.value AS change
