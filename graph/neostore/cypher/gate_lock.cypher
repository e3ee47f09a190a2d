MATCH (g:Counter {name: 'gate'}) SET g.value = g.value + 1
