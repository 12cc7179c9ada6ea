-- Messages that were committed with the change they tell of, until their receiver has them. A position only tells the order of messages of one key whose
-- writers exclude each other, by a lock on what the key names.
CREATE TABLE IF NOT EXISTS outbox (
  destination text NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  id uuid NOT NULL,
  type text NOT NULL,
  key text NOT NULL,
  payload text NOT NULL,
  occurred_at timestamptz NOT NULL,
  trace_parent text,
  PRIMARY KEY (destination, position)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- Which relay delivers to a destination, and until when unless it says so again. Nothing but wasted work depends on it.
CREATE TABLE IF NOT EXISTS outbox_claims (
  destination text PRIMARY KEY,
  holder text NOT NULL,
  expires_at timestamptz NOT NULL
);

-- What a receiver refused for good, with its reason: kept until somebody has looked.
CREATE TABLE IF NOT EXISTS outbox_rejected (
  destination text NOT NULL,
  position bigint NOT NULL,
  id uuid NOT NULL,
  type text NOT NULL,
  key text NOT NULL,
  payload text NOT NULL,
  occurred_at timestamptz NOT NULL,
  trace_parent text,
  reason text NOT NULL,
  rejected_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (destination, position)
);
