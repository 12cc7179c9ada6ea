-- The chain: each record carries the hash of the one before it and of itself (SHA-256 over its columns, ChainRecord says how). Rows are only ever added.
CREATE TABLE IF NOT EXISTS chain_records (
  sequence bigint PRIMARY KEY,
  previous_hash bytea NOT NULL,
  message_id uuid NOT NULL,
  source text NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  details text NOT NULL,
  trace_id text,
  hash bytea NOT NULL
) WITH (autovacuum_vacuum_insert_scale_factor = 0.05);
CREATE UNIQUE INDEX IF NOT EXISTS chain_records_by_message ON chain_records (source, message_id);
CREATE INDEX IF NOT EXISTS chain_records_by_subject ON chain_records (subject, sequence);
CREATE INDEX IF NOT EXISTS chain_records_by_actor ON chain_records (actor, sequence);
CREATE INDEX IF NOT EXISTS chain_records_by_action ON chain_records (action, sequence);
CREATE INDEX IF NOT EXISTS chain_records_by_time ON chain_records USING brin (occurred_at) WITH (pages_per_range = 32, autosummarize = on);

-- The last record's number and hash: what the next append must name to be let in.
CREATE TABLE IF NOT EXISTS chain_head (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  sequence bigint NOT NULL,
  hash bytea NOT NULL
) WITH (fillfactor = 50);
INSERT INTO chain_head (sequence, hash) VALUES (0, decode(repeat('00', 32), 'hex')) ON CONFLICT DO NOTHING;

-- Moves the head on, or fails with HC001 when it is not where the caller believes.
CREATE OR REPLACE FUNCTION advance_chain(from_sequence bigint, from_hash bytea, to_sequence bigint, to_hash bytea) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE chain_head SET sequence = to_sequence, hash = to_hash WHERE sequence = from_sequence AND hash = from_hash;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'The chain does not end with record % any more.', from_sequence USING ERRCODE = 'HC001';
  END IF;
END
$$;
