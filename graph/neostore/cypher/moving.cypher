MATCH (c:Change) WHERE c.seq > 0
RETURN c {.*} AS change ORDER BY c.seq LIMIT $limit
