MATCH (n:Person)
RETURN n.id AS id, n.version AS version, n.name AS name, n.externalId AS externalId, n.layerDepth AS layerDepth, n.email AS email
