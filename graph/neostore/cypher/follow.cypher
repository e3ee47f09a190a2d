MATCH (k:Counter {name: 'change'}) WITH k.value AS seq
OPTIONAL MATCH (p:LogPage) WHERE $from < p.first <= $to AND p.first <= seq
RETURN seq, p {.*} AS page ORDER BY p.first
