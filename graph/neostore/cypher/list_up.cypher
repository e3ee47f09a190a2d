{FROM}
WHERE n.{field} >= $key AND (n.{field} > $key OR n.id > $id)
  AND all(f IN $filter WHERE CASE WHEN f.entry THEN f.value IN n[f.field] ELSE n[f.field] = f.value END)
WITH n ORDER BY n.{field}, n.id LIMIT $limit
RETURN labels(n) AS labels, n {.*} AS props, n.{field} AS at,
  {ENDS} AS ends
ORDER BY n.{field}, n.id
