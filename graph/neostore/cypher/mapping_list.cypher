MATCH (n:Mapping) WHERE n.usedAt IS NOT NULL
RETURN n.record AS record ORDER BY n.usedAt DESC LIMIT $limit
