-- Which messages were taken in, by source, so that a second delivery has no second effect.
CREATE TABLE IF NOT EXISTS inbox (
  source text NOT NULL,
  id uuid NOT NULL,
  admitted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (source, id)
);
CREATE INDEX IF NOT EXISTS inbox_by_age ON inbox (admitted_at);
