-- Where a lease lives. The term only grows, also over a release, so that no two holders ever share one.
CREATE TABLE IF NOT EXISTS leases (
  name text PRIMARY KEY,
  holder text,
  term bigint NOT NULL CHECK (term > 0),
  acquired_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
