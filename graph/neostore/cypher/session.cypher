MATCH (n:Session {hash: $hash})
RETURN n {.*} AS props
