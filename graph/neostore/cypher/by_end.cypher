MATCH (:Entity {id: $end}){PATH}(n:Entity:{Label})
RETURN n.id AS id
