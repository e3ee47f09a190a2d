MATCH (n:{Label} {externalId: $externalId}) WHERE n.source IS NOT NULL
RETURN n.id AS id
