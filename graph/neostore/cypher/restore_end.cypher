MATCH (g:Counter {name: 'restoring'}) SET g.name = 'gate' REMOVE g.by
WITH g MATCH (k:Counter {name: 'change'}) SET k.value = $change, k.at = CASE WHEN $change > 0 THEN $at END
RETURN k.value AS change
