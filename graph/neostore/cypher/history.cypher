MATCH (c:Change {entityId: $id}) WHERE c.seq < CASE $after WHEN 0 THEN 9223372036854775807 ELSE $after END
RETURN c {.*} AS change ORDER BY c.entityId DESC, c.seq DESC LIMIT $limit
