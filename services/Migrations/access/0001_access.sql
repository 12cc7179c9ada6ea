-- Just-in-time access: who may ask for what, who asked, who decided, what was granted.

CREATE TABLE policies (
    name            text PRIMARY KEY,
    version         bigint NOT NULL,
    role            text NOT NULL,
    targets         text[] NOT NULL,
    requesters      text[] NOT NULL,
    approvers       text[] NOT NULL,
    approvals       integer NOT NULL CHECK (approvals BETWEEN 1 AND 5),
    longest_seconds integer NOT NULL CHECK (longest_seconds > 0),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    updated_by      text NOT NULL
);

-- One row: every change of a policy raises it, so that a replica sees with one small read whether it is up to date.
CREATE TABLE policy_set (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version  bigint NOT NULL
);
INSERT INTO policy_set (version) VALUES (1);

CREATE TABLE requests (
    id               uuid PRIMARY KEY,
    policy           text NOT NULL,
    requester        text NOT NULL,
    role             text NOT NULL,
    target           text NOT NULL,
    duration_seconds integer NOT NULL CHECK (duration_seconds > 0),
    reason           text NOT NULL,
    state            text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'approved', 'denied', 'lapsed')),
    created_at       timestamptz NOT NULL DEFAULT now(),
    decided_at       timestamptz,
    CHECK ((state = 'pending') = (decided_at IS NULL))
);
CREATE INDEX requests_by_state ON requests (state, id);
CREATE INDEX requests_by_requester ON requests (requester, id);
CREATE INDEX requests_pending ON requests (created_at) WHERE state = 'pending';

CREATE TABLE decisions (
    request_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    decided_by text NOT NULL,
    approved   boolean NOT NULL,
    comment    text,
    decided_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (request_id, decided_by)
);

CREATE TABLE grants (
    id         uuid PRIMARY KEY,
    request_id uuid NOT NULL UNIQUE REFERENCES requests,
    grantee    text NOT NULL,
    role       text NOT NULL,
    target     text NOT NULL,
    state      text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'expired', 'revoked')),
    granted_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz,
    ended_by   text,
    ended_note text,
    uses       bigint NOT NULL DEFAULT 0,
    CHECK ((state = 'active') = (ended_at IS NULL))
);
CREATE INDEX grants_by_state ON grants (state, id);
CREATE INDEX grants_by_grantee ON grants (grantee, id);
CREATE INDEX grants_due ON grants (expires_at) WHERE state = 'active';

CREATE TABLE grant_uses (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    grant_id uuid NOT NULL REFERENCES grants,
    note     text,
    used_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX grant_uses_by_grant ON grant_uses (grant_id);

-- What the built-in access provider did. No key forbids a second effect: a duplicate has to be visible to be counted.
CREATE TABLE provider_effects (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    grant_id   uuid NOT NULL,
    effect     text NOT NULL CHECK (effect IN ('granted', 'withdrawn')),
    applied_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX provider_effects_by_grant ON provider_effects (grant_id);

-- A key is written with its answer in the transaction of its effect, so that either both are there or neither.
CREATE TABLE idempotency_keys (
    caller      text NOT NULL,
    key         text NOT NULL,
    fingerprint bytea NOT NULL,
    status      integer NOT NULL,
    location    text,
    body        bytea NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
