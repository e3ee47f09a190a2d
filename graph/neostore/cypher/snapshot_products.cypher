MATCH (n:Product)
RETURN n.id AS id, n.version AS version, n.name AS name, n.externalId AS externalId, n.annualRevenue AS annualRevenue, n.currency AS currency
