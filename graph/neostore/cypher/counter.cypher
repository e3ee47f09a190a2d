MATCH (k:Counter {name: 'change'})
OPTIONAL MATCH (c:Change {seq: k.value})
RETURN k.value AS seq, c.at AS at
