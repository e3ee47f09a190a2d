RETURN EXISTS { (:Token) } OR EXISTS { (n:SignInLink) WHERE n.takenAt IS NOT NULL } AS used
