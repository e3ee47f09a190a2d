MATCH (n:SignInLink {hash: $hash}) WHERE n.takenAt IS NULL AND n.expiresAt > $now
SET n.takenAt = $now
RETURN n {.*} AS props
