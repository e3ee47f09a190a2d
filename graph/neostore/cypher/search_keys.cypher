CALL () {
  MATCH (n:Entity {id: $text}) RETURN n
  UNION ALL MATCH (n:RoadmapItem {key: $text}) RETURN n
  UNION ALL MATCH (n:Partner {nameKey: $partnerKey}) RETURN n
  UNION ALL MATCH (n:Product {nameKey: $key}) RETURN n
  UNION ALL MATCH (n:Component {nameKey: $key}) RETURN n
  UNION ALL MATCH (n:Offering {nameKey: $key}) RETURN n
  UNION ALL MATCH (n:Contract {nameKey: $key}) RETURN n
  UNION ALL MATCH (n:Certificate {nameKey: $key}) RETURN n
  UNION ALL MATCH (n:RoadmapItem {nameKey: $key}) RETURN n
  UNION ALL MATCH (n:Person {nameKey: $key}) RETURN n
  UNION ALL MATCH (n:Partner {externalId: $text}) WHERE n.source IS NOT NULL RETURN n
  UNION ALL MATCH (n:Product {externalId: $text}) WHERE n.source IS NOT NULL RETURN n
  UNION ALL MATCH (n:Component {externalId: $text}) WHERE n.source IS NOT NULL RETURN n
  UNION ALL MATCH (n:Offering {externalId: $text}) WHERE n.source IS NOT NULL RETURN n
  UNION ALL MATCH (n:Contract {externalId: $text}) WHERE n.source IS NOT NULL RETURN n
  UNION ALL MATCH (n:Certificate {externalId: $text}) WHERE n.source IS NOT NULL RETURN n
  UNION ALL MATCH (n:RoadmapItem {externalId: $text}) WHERE n.source IS NOT NULL RETURN n
  UNION ALL MATCH (n:Person {externalId: $text}) WHERE n.source IS NOT NULL RETURN n
}
WITH DISTINCT n WHERE any(l IN labels(n) WHERE l IN $labels)
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, labels(n) AS labels,
  CASE WHEN n:Contract THEN n.reference ELSE coalesce(n.name, n.title, n.standard, n.mpn, n.sku, '') END AS name,
  n.externalId AS externalId, n.layer AS layer,
  head([(n)-[:FULFILS]->(c:Entity) | c.name]) AS component,
  coalesce(head([(n)-[:MADE_BY]->(p:Entity) | p.name]), head([(n)-[:SOLD_BY]->(p:Entity) | p.name])) AS maker,
  n {.name, .title, .key, .reference, .standard, .aliases, .tags, .description, .mpn, .sku} AS texts
