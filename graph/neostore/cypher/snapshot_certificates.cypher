MATCH (n:Certificate)
RETURN n.id AS id, n.version AS version, n.standard AS name, n.externalId AS externalId, n.expiresOn AS endsOn
