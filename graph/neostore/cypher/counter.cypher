MATCH (k:Counter {name: 'change'})
RETURN k.value AS seq, k.at AS at
