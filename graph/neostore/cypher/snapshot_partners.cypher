MATCH (n:Partner)
RETURN n.id AS id, n.version AS version, n.name AS name, n.externalId AS externalId, n.country AS country, n.status AS status,
  n.failureProbability AS failureProbability, n.timeToRecoverDays AS timeToRecoverDays, n.subTiersKnown AS subTiersKnown,
  'in_house' IN n.roles AS inHouse
