MATCH (c:Counter {name: 'importing', holder: $id}) REMOVE c.holder
