UNWIND $ids AS id
MATCH (c:Change {entityId: id})
RETURN id, max(c.version) AS version
