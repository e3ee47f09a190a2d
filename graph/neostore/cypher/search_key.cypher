CALL () {
  MATCH (n:{Label} {nameKey: $key}) RETURN n
  UNION MATCH (n:{Label} {externalId: $text}) WHERE n.source IS NOT NULL RETURN n
}
RETURN n.id AS id ORDER BY id LIMIT $limit
