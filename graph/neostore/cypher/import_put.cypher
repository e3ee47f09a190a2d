MERGE (n:Import {id: $id}) SET n = $props
