MATCH (n:Import {sha256: $sha256})
RETURN n.record AS record ORDER BY n.id DESC LIMIT 20
