-- Completes jobs that still run under the given terms, and returns them. Those of which nothing is returned were taken away, or completed before. A job runs if it has a worker: asked for the
-- state, the server may go through jobs_running, which between two vacuums holds every job that has run, instead of through the primary key.
CREATE OR REPLACE FUNCTION complete_jobs(ids uuid[], terms bigint[]) RETURNS SETOF uuid
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off AS $$
BEGIN
    RETURN QUERY
    WITH done AS (
        DELETE FROM jobs j USING unnest(ids, terms) AS d (id, term)
        WHERE j.id = d.id AND j.term = d.term AND j.worker IS NOT NULL
        RETURNING j.id, j.term, j.attempt, j.kind, j.enqueued_at)
    INSERT INTO finished_jobs (id, term, attempt, outcome, kind, enqueued_at)
    SELECT done.id, done.term, done.attempt, 'completed', done.kind, done.enqueued_at FROM done
    RETURNING finished_jobs.id;
END
$$;
