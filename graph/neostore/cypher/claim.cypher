MERGE (c:Counter {name: 'importing'})
SET c.holder = CASE WHEN c.holder IS NULL OR c.holder IN $free THEN $id ELSE c.holder END
RETURN c.holder AS holder
