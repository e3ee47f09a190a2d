RETURN COUNT { (:Partner) } AS partner, COUNT { (:Product) } AS product, COUNT { (:Component) } AS component,
  COUNT { (:Offering) } AS offering, COUNT { (:Contract) } AS contract, COUNT { (:Certificate) } AS certificate,
  COUNT { (:RoadmapItem) } AS roadmap_item, COUNT { (:Person) } AS person
