CREATE CONSTRAINT log_page_first IF NOT EXISTS FOR (n:LogPage) REQUIRE n.first IS UNIQUE;
CREATE INDEX log_page_import IF NOT EXISTS FOR (n:LogPage) ON (n.importId, n.first);
CREATE CONSTRAINT gone_id IF NOT EXISTS FOR (n:Gone) REQUIRE n.id IS UNIQUE;
