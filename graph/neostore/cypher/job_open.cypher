MATCH (n:Job) WHERE n.state IN ['queued', 'running']
RETURN n.record AS record ORDER BY n.id
