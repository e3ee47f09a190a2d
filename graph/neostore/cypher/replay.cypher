MATCH (c:Change) WHERE c.seq > $after AND c.seq <= $to
RETURN c.seq AS seq, c.op AS op, c.kind AS kind, c.entityId AS id, c.version AS version, coalesce(c.after, c.before) AS image
ORDER BY c.seq
