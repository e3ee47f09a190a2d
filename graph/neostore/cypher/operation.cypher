MATCH (o:Operation {id: $operation})
OPTIONAL MATCH (p:LogPage) WHERE o.first <= p.first < o.first + o.count
RETURN p {.*} AS page ORDER BY p.first
