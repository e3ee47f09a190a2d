RETURN EXISTS { (:Counter {name: 'restoring'}) } AS restoring
