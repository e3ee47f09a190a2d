OPTIONAL MATCH (g:Counter {name: 'pages'})
WITH g, EXISTS { (:Entity|LogPage|Operation|Gone|Import|Mapping) } AS full
FOREACH (open IN CASE WHEN full THEN [] ELSE [g] END | SET open.name = 'restoring')
RETURN g IS NOT NULL AND full AS full
