-- A queue of jobs. What the states mean and what is guaranteed stands in Store/JobStore.cs; the transitions that are made often are functions, because their plans are
-- made once for each connection, and must not depend on how large the table happened to be then.

-- Numbers every claim of every job, so that a later claim always has the higher number.
CREATE SEQUENCE job_terms;

-- One row for each running worker: a heartbeat writes here and not to the jobs that it keeps.
CREATE TABLE job_workers (
    id         uuid PRIMARY KEY,
    name       text NOT NULL,
    expires_at timestamptz NOT NULL
) WITH (fillfactor = 50);

-- Only what is still to be done, or dead: finished jobs leave, so that the table stays as small as the backlog. There are no CHECKs: the server would parse each of them again
-- for every claim. The state is queued, running or dead, and there is a worker if and only if it is running.
CREATE TABLE jobs (
    id           uuid PRIMARY KEY,
    due_at       timestamptz NOT NULL,
    enqueued_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    claimed_at   timestamptz,
    term         bigint NOT NULL DEFAULT 0,
    worker       uuid,
    attempt      integer NOT NULL DEFAULT 0,
    max_attempts integer NOT NULL,
    priority     smallint NOT NULL,
    cancelling   boolean NOT NULL DEFAULT false,
    state        text NOT NULL DEFAULT 'queued',
    kind         text NOT NULL,
    payload      json NOT NULL,
    unique_key   text,
    last_error   text,
    trace_parent text
) WITH (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX jobs_queued ON jobs (priority, due_at) WHERE state = 'queued';
CREATE INDEX jobs_running ON jobs (worker) WHERE state = 'running';
CREATE INDEX jobs_dead ON jobs (id) WHERE state = 'dead';
-- A dead job does not hold its key: what replaces it may be enqueued.
CREATE UNIQUE INDEX jobs_unique ON jobs (kind, unique_key) WHERE unique_key IS NOT NULL AND state <> 'dead';

-- How jobs ended, for some hours: a ring of partitions by the hour, of which the oldest are emptied at once. Deleting rows would cost as much as the jobs themselves.
CREATE TABLE finished_jobs (
    hour        smallint NOT NULL DEFAULT (floor(extract(epoch FROM clock_timestamp()) / 3600)::bigint % 8),
    id          uuid NOT NULL,
    term        bigint NOT NULL,
    attempt     integer NOT NULL,
    outcome     text NOT NULL,
    kind        text NOT NULL,
    note        text,
    enqueued_at timestamptz NOT NULL,
    finished_at timestamptz NOT NULL DEFAULT clock_timestamp()
) PARTITION BY LIST (hour);
CREATE TABLE finished_jobs_0 PARTITION OF finished_jobs FOR VALUES IN (0);
CREATE TABLE finished_jobs_1 PARTITION OF finished_jobs FOR VALUES IN (1);
CREATE TABLE finished_jobs_2 PARTITION OF finished_jobs FOR VALUES IN (2);
CREATE TABLE finished_jobs_3 PARTITION OF finished_jobs FOR VALUES IN (3);
CREATE TABLE finished_jobs_4 PARTITION OF finished_jobs FOR VALUES IN (4);
CREATE TABLE finished_jobs_5 PARTITION OF finished_jobs FOR VALUES IN (5);
CREATE TABLE finished_jobs_6 PARTITION OF finished_jobs FOR VALUES IN (6);
CREATE TABLE finished_jobs_7 PARTITION OF finished_jobs FOR VALUES IN (7);
CREATE INDEX finished_jobs_by_id ON finished_jobs (id);

-- When each schedule fires next.
CREATE TABLE job_schedules (
    name    text PRIMARY KEY,
    cron    text NOT NULL,
    next_at timestamptz NOT NULL
);

-- Claims due jobs, the highest priority first and the oldest of it, skipping those that somebody else is claiming. One probe of the index for each priority: a job that is
-- not due yet is never walked over.
CREATE FUNCTION claim_jobs(of_worker uuid, of_kinds text[], at_most integer)
RETURNS TABLE (job_id uuid, job_term bigint, job_attempt integer, job_max_attempts integer, job_priority smallint, job_due_at timestamptz, job_kind text, job_payload text, job_trace_parent text, job_waited double precision)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
BEGIN
    RETURN QUERY
    UPDATE jobs j
    SET state = 'running', worker = of_worker, term = nextval('job_terms'), attempt = j.attempt + 1, claimed_at = clock_timestamp()
    WHERE j.ctid = ANY (ARRAY(
        SELECT due.place
        FROM generate_series(9, 0, -1) AS level (priority)
        CROSS JOIN LATERAL (
            SELECT q.ctid AS place FROM jobs q
            WHERE q.state = 'queued' AND q.priority = level.priority AND q.due_at <= now() AND q.kind = ANY (of_kinds)
            ORDER BY q.due_at LIMIT at_most FOR UPDATE SKIP LOCKED) AS due
        WHERE EXISTS (SELECT FROM job_workers w WHERE w.id = of_worker AND w.expires_at > clock_timestamp())
        LIMIT at_most))
    RETURNING j.id, j.term, j.attempt, j.max_attempts, j.priority, j.due_at, j.kind, j.payload::text, j.trace_parent, extract(epoch FROM j.claimed_at - j.due_at)::double precision;
    IF FOUND THEN
        RETURN;
    END IF;
    PERFORM FROM job_workers w WHERE w.id = of_worker AND w.expires_at > clock_timestamp();
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Worker % is over: it was not heard of in time.', of_worker USING ERRCODE = 'JB001';
    END IF;
END
$$;

-- Completes jobs that still run under the given terms, and returns them. Those of which nothing is returned were taken away, or completed before.
CREATE FUNCTION complete_jobs(ids uuid[], terms bigint[]) RETURNS SETOF uuid
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off AS $$
BEGIN
    RETURN QUERY
    WITH done AS (
        DELETE FROM jobs j USING unnest(ids, terms) AS d (id, term)
        WHERE j.id = d.id AND j.term = d.term AND j.state = 'running'
        RETURNING j.id, j.term, j.attempt, j.kind, j.enqueued_at)
    INSERT INTO finished_jobs (id, term, attempt, outcome, kind, enqueued_at)
    SELECT done.id, done.term, done.attempt, 'completed', done.kind, done.enqueued_at FROM done
    RETURNING finished_jobs.id;
END
$$;

-- Takes jobs out of the table whatever their state, and notes how they ended.
CREATE FUNCTION finish_jobs(ids uuid[], how text, why text) RETURNS SETOF uuid
LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    RETURN QUERY
    WITH done AS (DELETE FROM jobs j WHERE j.id = ANY (ids) RETURNING j.id, j.term, j.attempt, j.kind, j.enqueued_at)
    INSERT INTO finished_jobs (id, term, attempt, outcome, kind, note, enqueued_at)
    SELECT done.id, done.term, done.attempt, how, done.kind, why, done.enqueued_at FROM done
    RETURNING finished_jobs.id;
END
$$;

-- Takes the jobs of workers that are not heard of any more away from them; returns how many may run again at once, and how many have no attempt left and wait to be buried.
-- A job that a frozen worker holds in an open transaction is passed over until that transaction ends. Only one reaps at a time.
CREATE FUNCTION reap_jobs(OUT requeued integer, OUT dying integer)
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    cancelled uuid[];
BEGIN
    requeued := 0;
    dying := 0;
    IF NOT pg_try_advisory_xact_lock(hashtext('job_workers')) THEN
        RETURN;
    END IF;
    DELETE FROM job_workers w WHERE w.expires_at <= clock_timestamp();
    PERFORM FROM jobs j WHERE j.state = 'running' AND NOT EXISTS (SELECT FROM job_workers w WHERE w.id = j.worker) LIMIT 1;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT array_agg(lost.id) INTO cancelled
    FROM (SELECT j.id FROM jobs j WHERE j.state = 'running' AND j.cancelling AND NOT EXISTS (SELECT FROM job_workers w WHERE w.id = j.worker) FOR UPDATE SKIP LOCKED) AS lost;
    PERFORM finish_jobs(cancelled, 'cancelled', NULL);
    UPDATE jobs SET state = 'queued', worker = NULL, due_at = clock_timestamp(), last_error = 'its worker was lost'
    WHERE id = ANY (ARRAY(
        SELECT j.id FROM jobs j
        WHERE j.state = 'running' AND j.attempt < j.max_attempts AND NOT EXISTS (SELECT FROM job_workers w WHERE w.id = j.worker)
        FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS requeued = ROW_COUNT;
    IF requeued > 0 THEN
        PERFORM pg_notify('jobs', '');
    END IF;
    SELECT count(*) INTO dying FROM jobs j WHERE j.state = 'running' AND NOT EXISTS (SELECT FROM job_workers w WHERE w.id = j.worker);
END
$$;

-- Empties the hours that are over for longest; the caller needs no right to truncate. Gives up at once when somebody reads there.
CREATE FUNCTION prune_finished_jobs() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '100ms' AS $$
DECLARE
    present bigint := floor(extract(epoch FROM clock_timestamp()) / 3600)::bigint;
    slot text;
    filled boolean;
BEGIN
    -- The next hour's partition and the one after it: whoever runs each half hour never writes into an old one.
    FOR ahead IN 1..2 LOOP
        slot := format('finished_jobs_%s', (present + ahead) % 8);
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', slot) INTO filled;
        IF filled THEN
            EXECUTE format('TRUNCATE %I', slot);
        END IF;
    END LOOP;
EXCEPTION WHEN lock_not_available THEN
    NULL;
END
$$;
