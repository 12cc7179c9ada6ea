-- Grants are made and ended by jobs: one is provisioning until its provider has given the access, and withdrawing until it has taken it away.
-- Everything is added so that replicas of the version before go on serving while this one comes.

ALTER TABLE policies
    ADD COLUMN provider       text,
    ADD COLUMN break_glass    boolean NOT NULL DEFAULT false,
    ADD COLUMN review_seconds integer NOT NULL DEFAULT 86400 CHECK (review_seconds > 0);

ALTER TABLE requests ADD COLUMN break_glass boolean NOT NULL DEFAULT false;

ALTER TABLE grants
    DROP CONSTRAINT grants_state_check,
    DROP CONSTRAINT grants_check,
    ADD COLUMN provider       text NOT NULL DEFAULT 'database',
    ADD COLUMN ending         text CHECK (ending IN ('expired', 'revoked')),
    ADD COLUMN activated_at   timestamptz,
    ADD COLUMN withdrawn_at   timestamptz,
    ADD COLUMN review         text CHECK (review IN ('needed', 'overdue', 'justified', 'unjustified')),
    ADD COLUMN review_due_at  timestamptz,
    ADD COLUMN reviewed_at    timestamptz,
    ADD COLUMN reviewed_by    text,
    ADD COLUMN review_comment text,
    ADD CONSTRAINT grants_state_check CHECK (state IN ('provisioning', 'active', 'withdrawing', 'expired', 'revoked', 'failed')),
    ADD CONSTRAINT grants_ended_check CHECK ((state IN ('provisioning', 'active')) = (ended_at IS NULL)),
    ADD CONSTRAINT grants_withdrawing_check CHECK (state <> 'withdrawing' OR ending IS NOT NULL),
    ADD CONSTRAINT grants_review_due_check CHECK ((review IS NULL) = (review_due_at IS NULL));

UPDATE grants SET activated_at = granted_at, withdrawn_at = ended_at;

DROP INDEX grants_due;
CREATE INDEX grants_due ON grants (expires_at) WHERE state IN ('provisioning', 'active');
CREATE INDEX grants_reviews_due ON grants (review_due_at) WHERE review = 'needed';
CREATE INDEX grants_reviews_overdue ON grants (grantee) WHERE review = 'overdue';

-- What the provider that fails on command fails at; only topologies in which it is enabled have one that reads it.
CREATE TABLE provider_faults (
    target   text NOT NULL,
    effect   text NOT NULL CHECK (effect IN ('grant', 'withdraw')),
    for_good boolean NOT NULL DEFAULT false,
    PRIMARY KEY (target, effect)
);

-- Each job has a fence of its own; those of jobs that are long over are found by age.
CREATE INDEX fences_by_age ON fences (raised_at);
