MATCH (p:LogPage) WHERE $from < p.first <= $to
RETURN p {.*} AS page ORDER BY p.first
