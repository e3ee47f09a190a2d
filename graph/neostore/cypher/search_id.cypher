UNWIND $ids AS one
MATCH (n:Entity {id: one})
WHERE any(l IN labels(n) WHERE l IN $labels)
RETURN n.id AS id, labels(n) AS labels,
  CASE WHEN n:Contract THEN n.reference ELSE coalesce(n.name, n.title, n.standard, n.mpn, n.sku, '') END AS name,
  n.externalId AS externalId, n.layer AS layer,
  head([(n)-[:FULFILS]->(c:Entity) | c.name]) AS component,
  coalesce(head([(n)-[:MADE_BY]->(p:Entity) | p.name]), head([(n)-[:SOLD_BY]->(p:Entity) | p.name])) AS maker,
  CASE WHEN n:Offering AND size([(n)-[:FULFILS]->(:Entity)<-[:FULFILS]-(o:Entity)
    WHERE o <> n AND coalesce(o.mpn, o.sku, '') = coalesce(n.mpn, n.sku, '')
      AND [(o)-[:MADE_BY]->(p:Entity) | p.id] = [(n)-[:MADE_BY]->(p:Entity) | p.id] | 1]) > 0
    AND size([(n)-[:MADE_BY]->(p:Entity) | 1]) > 0
    THEN head([(n)-[:SOLD_BY]->(p:Entity) | p.name]) END AS seller,
  n {.name, .title, .key, .reference, .standard, .aliases, .tags, .description, .mpn, .sku} AS texts
