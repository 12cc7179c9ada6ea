-- What jobs of the kind "probe" did. No key forbids a second effect: a duplicate has to be visible to be counted.
CREATE TABLE probe_effects (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id     uuid NOT NULL,
    effect     text NOT NULL,
    worker     text NOT NULL,
    term       bigint NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX probe_effects_by_job ON probe_effects (job_id);
