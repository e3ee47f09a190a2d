MATCH (n:Component)
RETURN n.id AS id, n.version AS version, n.name AS name, n.externalId AS externalId, n.layer AS layer, n.minSources AS minSources,
  n.requiredSharePercent AS requiredSharePercent, n.stockCoverDays AS stockCoverDays, n.sourcesKnown AS sourcesKnown,
  n.marketAlternatives AS alternatives
