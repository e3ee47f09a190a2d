MATCH (o:Operation)
RETURN o.id AS id, o.first AS first, o.count AS count
