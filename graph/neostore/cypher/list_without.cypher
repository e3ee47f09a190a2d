{FROM}
WHERE n.nameKey >= $key AND (n.nameKey > $key OR n.id > $id) AND n.{field} IS NULL
  AND all(f IN $filter WHERE CASE WHEN f.entry THEN f.value IN n[f.field] ELSE n[f.field] = f.value END)
WITH n ORDER BY n.nameKey, n.id LIMIT $limit
RETURN labels(n) AS labels, n {.*} AS props, n.nameKey AS at,
  {ENDS} AS ends
ORDER BY n.nameKey, n.id
