MATCH (n:Offering)
RETURN n.id AS id, n.version AS version, coalesce(n.mpn, n.sku) AS name, n.externalId AS externalId, n.country AS country,
  n.status AS status, n.approval AS approval, n.sharePercent AS sharePercent, n.annualSpend AS annualSpend, n.currency AS currency,
  n.leadTimeDays AS leadTimeDays, n.qualificationDays AS qualificationDays, n.validTo AS validTo
