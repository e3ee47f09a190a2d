MATCH (n:Import) WHERE n.id < $before
RETURN n.record AS record ORDER BY n.id DESC LIMIT $limit
