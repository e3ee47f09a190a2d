MERGE (n:Audit {id: $id}) SET n = $props
