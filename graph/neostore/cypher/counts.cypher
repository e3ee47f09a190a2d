CALL () { MATCH (n:Partner) RETURN count(n) AS partner }
CALL () { MATCH (n:Product) RETURN count(n) AS product }
CALL () { MATCH (n:Component) RETURN count(n) AS component }
CALL () { MATCH (n:Offering) RETURN count(n) AS offering }
CALL () { MATCH (n:Contract) RETURN count(n) AS contract }
CALL () { MATCH (n:Certificate) RETURN count(n) AS certificate }
CALL () { MATCH (n:RoadmapItem) RETURN count(n) AS roadmap_item }
CALL () { MATCH (n:Person) RETURN count(n) AS person }
RETURN partner, product, component, offering, contract, certificate, roadmap_item, person
