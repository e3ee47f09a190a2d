// Programs that write a node for each change wait at the gate of then, and must not get through: it goes, and
// another comes. One process at a time: what locks here is locked by nothing else.
MATCH (m:Migration {version: 1}) SET m.version = m.version
WITH m MATCH (old:Counter {name: 'gate'})
MERGE (g:Counter {name: 'pages'}) ON CREATE SET g.value = old.value
DELETE old;
