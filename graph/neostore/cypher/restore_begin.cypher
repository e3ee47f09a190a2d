OPTIONAL MATCH (g:Counter {name: 'gate'})
WITH g, EXISTS { (:Entity|Change|Operation|Import|Mapping) } AS full
FOREACH (open IN CASE WHEN full THEN [] ELSE [g] END | SET open.name = 'restoring')
RETURN g IS NOT NULL AND full AS full
