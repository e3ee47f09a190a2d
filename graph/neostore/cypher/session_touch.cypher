MATCH (n:Session {hash: $hash}) SET n.seenAt = $seen
