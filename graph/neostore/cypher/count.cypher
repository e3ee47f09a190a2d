{FROM}
WHERE all(f IN $filter WHERE CASE WHEN f.entry THEN f.value IN n[f.field] ELSE n[f.field] = f.value END)
RETURN count(n) AS n
