MATCH (o:Operation {id: $operation})
OPTIONAL MATCH (c:Change) WHERE o.first <= c.seq < o.first + o.count
RETURN c {.*} AS change ORDER BY c.seq
