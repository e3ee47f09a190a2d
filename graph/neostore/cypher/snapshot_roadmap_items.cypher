MATCH (n:RoadmapItem)
RETURN n.id AS id, n.version AS version, n.title AS name, n.externalId AS externalId, n.key AS key, n.layer AS layer, n.status AS status,
  n.targetDate AS targetDate, n.durationDays AS durationDays, n.durationP90Days AS durationP90Days, n.value AS value, n.currency AS currency
