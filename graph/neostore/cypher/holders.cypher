UNWIND $rows AS row
CALL (row) {
  MATCH (n:Partner {lei: row.lei}) RETURN n, 'lei' AS field
  UNION ALL MATCH (n:Partner {duns: row.duns}) RETURN n, 'duns' AS field
  UNION ALL MATCH (n:RoadmapItem {key: row.key}) RETURN n, 'key' AS field
  UNION ALL MATCH (n:Person {email: row.email}) RETURN n, 'email' AS field
  UNION ALL
  MATCH (n:Partner|Product|Component|Offering|Contract|Certificate|RoadmapItem|Person {externalId: row.externalId, source: row.source})
  RETURN n, 'externalId' AS field
}
WITH row, n, field WHERE n.id <> row.id AND row.label IN labels(n)
RETURN row.id AS id, field, n.id AS holder LIMIT 1
