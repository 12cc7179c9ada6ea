-- Records are added and read, by whomever: not even the service may change or remove one. (Its role is made by whoever makes the database; without one there is nothing to take away.)
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'audit') THEN
        REVOKE UPDATE, DELETE ON chain_records FROM audit;
    END IF;
END
$$;
