MATCH (a:Entity)
RETURN a.id AS id,
  [(a)-[r:FULFILS|MADE_BY|SOLD_BY|OWNED_BY|BINDS|HOLDS]->(b:Entity) | [type(r), b.id, r.id]] AS stated,
  [(a)-[r:RELIES_ON|SOURCES_FROM|REQUIRES|USES|NEEDS|DEPENDS_ON|DELIVERS|INVOLVES|SELLS|SERVICES|COVERS|OWNS]->(b:Entity) |
    [type(r), b.id, r.id, r.version, r.group, r.minimum, r.lagDays, r.region, r.service, r.role, r.critical, r.required]] AS own
