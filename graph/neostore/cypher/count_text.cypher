CALL db.index.fulltext.queryNodes('entity_text', $query) YIELD node AS n
WHERE n:{Label} AND ($ids IS NULL OR n.id IN $ids) AND all(f IN $filter WHERE CASE WHEN f.entry THEN f.value IN n[f.field] ELSE n[f.field] = f.value END)
RETURN count(n) AS n
