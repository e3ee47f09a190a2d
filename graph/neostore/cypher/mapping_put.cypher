MERGE (n:Mapping {id: $id}) SET n = $props
