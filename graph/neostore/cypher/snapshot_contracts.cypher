MATCH (n:Contract)
RETURN n.id AS id, n.version AS version, n.reference AS name, n.externalId AS externalId, n.endsOn AS endsOn, n.noticeDays AS noticeDays
