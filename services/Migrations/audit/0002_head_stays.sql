-- The head moves; it is neither removed nor made a second time.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'audit') THEN
        REVOKE INSERT, DELETE ON chain_head FROM audit;
    END IF;
END
$$;
