MATCH (n:Entity:{Label} {id: $id})
RETURN labels(n) AS labels, n {.*} AS props, {ENDS} AS ends
