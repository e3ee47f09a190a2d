MATCH (p:LogPage) WHERE p.first > 0
RETURN p {.*} AS page ORDER BY p.first
