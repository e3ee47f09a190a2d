MATCH (a)-[r]->(b)
RETURN labels(a) AS fromLabels, a.id AS from, type(r) AS type, r {.*} AS props, b.id AS to, labels(b) AS toLabels
