MATCH (n:SignInLink {hash: $hash}) SET n.tries = coalesce(n.tries, 0) + 1
