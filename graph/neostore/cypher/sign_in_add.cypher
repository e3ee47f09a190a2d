MERGE (n:SignInLink {hash: $hash}) SET n = $props
