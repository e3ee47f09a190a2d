MATCH (g:Counter {name: 'restoring'}) SET g.name = 'gate' REMOVE g.by
WITH g MATCH (k:Counter {name: 'change'}) SET k.value = $change
RETURN k.value AS change
