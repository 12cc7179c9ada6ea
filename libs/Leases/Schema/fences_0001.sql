-- Where writes in the name of a lease are checked: the highest term that has written here.
CREATE TABLE IF NOT EXISTS fences (
  name text PRIMARY KEY,
  term bigint NOT NULL CHECK (term > 0),
  raised_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Raises the fence to a term, or fails with LT001 when a higher one has been here. The row stays locked until the caller's
-- transaction ends, so that a higher term cannot pass between this check and the caller's commit.
CREATE OR REPLACE FUNCTION raise_fence(of_lease text, to_term bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  standing bigint;
BEGIN
  SELECT term INTO standing FROM fences WHERE name = of_lease;
  IF standing IS NULL OR standing < to_term THEN
    INSERT INTO fences AS f (name, term, raised_at) VALUES (of_lease, to_term, clock_timestamp())
    ON CONFLICT (name) DO UPDATE SET term = excluded.term, raised_at = excluded.raised_at WHERE f.term < excluded.term;
  END IF;
  SELECT term INTO standing FROM fences WHERE name = of_lease FOR SHARE;
  IF standing > to_term THEN
    RAISE EXCEPTION 'Term % of lease "%" is over: term % has written since.', to_term, of_lease, standing
      USING ERRCODE = 'LT001', HINT = standing::text;
  END IF;
END
$$;
