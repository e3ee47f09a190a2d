MATCH (c:Counter {name: 'importing', holder: $id, desk: $desk}) REMOVE c.holder, c.desk, c.seen
