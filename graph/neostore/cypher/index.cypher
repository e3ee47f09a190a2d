MATCH (n:{Label})
RETURN n.id AS id, n.version AS version, n.source AS source, n.externalId AS externalId, n.nameKey AS nameKey,
  n.name AS name, n.title AS title, n.reference AS reference, n.standard AS standard, n.scope AS scope, n.mpn AS mpn, n.sku AS sku,
  n.lei AS lei, n.duns AS duns, n.purl AS purl, n.key AS key, n.url AS url, n.email AS email,
  n.aliases AS aliases, n.layer AS layer, n.country AS country, n.website AS website,
  {ENDS} AS ends
