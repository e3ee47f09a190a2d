MERGE (n:Job {id: $id}) SET n = $props
