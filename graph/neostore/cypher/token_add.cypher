MERGE (n:Token {hash: $hash}) SET n = $props
