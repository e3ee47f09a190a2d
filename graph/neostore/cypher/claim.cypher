MERGE (c:Counter {name: 'importing'})
WITH c, duration.inSeconds(coalesce(c.seen, datetime({epochMillis: 0})), datetime()).seconds AS silent
WITH c, silent, c.holder IS NULL OR c.holder IN $free OR c.holder = $id AND (c.desk = $desk OR silent >= $silent) AS mine
SET c += CASE WHEN mine THEN {holder: $id, desk: $desk, seen: datetime()} ELSE {} END
RETURN c.holder AS holder, c.desk AS desk, CASE WHEN mine THEN 0 ELSE silent END AS silent
