MATCH (n:{Label})
RETURN labels(n) AS labels, n {.*} AS props, {ENDS} AS ends
