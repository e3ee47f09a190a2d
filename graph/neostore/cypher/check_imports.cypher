MATCH (n:Import) RETURN n.record AS record
