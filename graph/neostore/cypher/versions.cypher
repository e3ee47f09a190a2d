UNWIND $ids AS id
MATCH (c:Change {entityId: id}) WHERE c.seq > 0
RETURN id, max(c.version) AS version
