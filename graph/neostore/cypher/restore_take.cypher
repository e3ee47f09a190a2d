MATCH (g:Counter {name: 'restoring'}) SET g.by = $by
RETURN count(*) AS n
