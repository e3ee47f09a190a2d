MATCH (n:Partner) RETURN 'Partner' AS label, count(n) AS n
UNION ALL MATCH (n:Product) RETURN 'Product' AS label, count(n) AS n
UNION ALL MATCH (n:Component) RETURN 'Component' AS label, count(n) AS n
UNION ALL MATCH (n:Offering) RETURN 'Offering' AS label, count(n) AS n
UNION ALL MATCH (n:Contract) RETURN 'Contract' AS label, count(n) AS n
UNION ALL MATCH (n:Certificate) RETURN 'Certificate' AS label, count(n) AS n
UNION ALL MATCH (n:RoadmapItem) RETURN 'RoadmapItem' AS label, count(n) AS n
UNION ALL MATCH (n:Person) RETURN 'Person' AS label, count(n) AS n
