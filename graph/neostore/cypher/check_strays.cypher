MATCH (n:Entity)
WHERE NOT n:Partner AND NOT n:Product AND NOT n:Component AND NOT n:Offering AND NOT n:Contract AND NOT n:Certificate AND NOT n:RoadmapItem AND NOT n:Person
RETURN n.id AS id, labels(n) AS labels
