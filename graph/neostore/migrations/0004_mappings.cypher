CREATE CONSTRAINT mapping_id IF NOT EXISTS FOR (n:Mapping) REQUIRE n.id IS UNIQUE;
CREATE INDEX mapping_used IF NOT EXISTS FOR (n:Mapping) ON (n.usedAt);
