CALL db.index.fulltext.queryNodes('entity_text', $query) YIELD node AS n, score
WHERE n:{Label} AND (score < $score OR score = $score AND n.id > $id) AND ($ids IS NULL OR n.id IN $ids)
  AND all(f IN $filter WHERE CASE WHEN f.entry THEN f.value IN n[f.field] ELSE n[f.field] = f.value END)
WITH n, score ORDER BY score DESC, n.id LIMIT $limit
RETURN labels(n) AS labels, n {.*} AS props, score AS at,
  {ENDS} AS ends
ORDER BY score DESC, n.id
