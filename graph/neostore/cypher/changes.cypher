MATCH (c:Change) WHERE c.seq > $after
RETURN c {.*} AS change ORDER BY c.seq LIMIT $limit
