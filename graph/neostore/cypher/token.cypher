MATCH (n:Token {hash: $hash})
RETURN n {.*} AS props
