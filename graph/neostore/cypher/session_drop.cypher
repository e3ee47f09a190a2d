MATCH (n:Session {hash: $hash}) DELETE n
