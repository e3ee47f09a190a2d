MATCH (g:Counter {name: 'pages'}) SET g.value = g.value + 1
