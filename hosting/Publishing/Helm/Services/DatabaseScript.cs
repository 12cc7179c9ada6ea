namespace Distribution.Publishing.Helm.Services;

/// <summary>
/// Waits for each database, and gives its two roles what they may do, as hosting/Hosting/Postgres/Members/Provisioning.cs does: the owner makes tables, the other one reads and writes rows. Patroni's image does that itself; elsewhere
/// the databases and roles are there, and their owner may do the rest.
/// </summary>
internal static class DatabaseScript
{
    /// <summary>For bash, in the image of Postgres: DATABASES are their names, HAVE_PRIVILEGES says whether somebody else gives them.</summary>
    public const string Text =
        """
        deadline=$((SECONDS + 900))
        umask 077
        for database in $DATABASES; do
          # libpq takes no passfile that a group can read; written and not copied, since a copy would be read-only, and in the way of the next.
          cat "/run/secrets/postgres-${database}_owner.pgpass" >/tmp/pgpass
          export PGPASSFILE=/tmp/pgpass PGUSER=${database}_owner PGDATABASE=$database PGCONNECT_TIMEOUT=3
          until failure=$(psql -qAtc 'SELECT 1' 2>&1 >/dev/null); do
            [ "$SECONDS" -lt "$deadline" ] || { echo "$database: not reached as $PGUSER after 15 min: $failure" >&2; exit 1; }
            sleep 1
          done
          [ "$HAVE_PRIVILEGES" = true ] || psql -q -v ON_ERROR_STOP=1 -v name="$database" -v owner="$PGUSER" <<'SQL'
        REVOKE CONNECT, TEMPORARY ON DATABASE :"name" FROM PUBLIC;
        GRANT CONNECT ON DATABASE :"name" TO :"name", :"owner";
        REVOKE ALL ON SCHEMA public FROM PUBLIC;
        GRANT USAGE ON SCHEMA public TO :"name";
        ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"name";
        ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO :"name";
        ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO :"name";
        SQL
        done

        """;
}
