MERGE (m:Migration {version: $version}) ON CREATE SET m.at = $now
