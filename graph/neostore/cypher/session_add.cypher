MERGE (n:Session {hash: $hash}) SET n = $props
