MATCH (c:Change {importId: $import}) WHERE c.seq > $after
RETURN c {.*} AS change ORDER BY c.importId, c.seq LIMIT $limit
