MATCH (g:Counter {name: 'restoring'}) SET g.value = g.value + 1
RETURN g.by = $by AS held
