-- What operators ordered under an Idempotency-Key, with the answer, in the transaction of its effect: either both are there or neither.
CREATE TABLE job_orders (
    caller      text NOT NULL,
    key         text NOT NULL,
    fingerprint bytea NOT NULL,
    status      integer NOT NULL,
    body        text NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (caller, key)
);
CREATE INDEX job_orders_by_age ON job_orders (created_at);
