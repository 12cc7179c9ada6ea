"""Makes each database with two roles: the owner, who makes tables, and the user, who may read and write rows and nothing else.

Patroni calls it with a connection string when it has made the cluster, and with ACTION ROLE CLUSTER whenever a member starts or changes its role. What is in place already is left alone,
without a write, because a write waits for the standby.
"""

import hashlib
import sys
import time

import psycopg2
from psycopg2.extensions import quote_ident

import scram
import secrets_folder
from settings import databases

PATIENCE = 60
PAUSE = 0.5


def privileges(name, owner):
    return f"""
        REVOKE CONNECT, TEMPORARY ON DATABASE {name} FROM PUBLIC;
        GRANT CONNECT ON DATABASE {name} TO {name}, {owner};
        ALTER SCHEMA public OWNER TO {owner};
        REVOKE ALL ON SCHEMA public FROM PUBLIC;
        GRANT USAGE ON SCHEMA public TO {name};
        ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {name};
        ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT USAGE, SELECT ON SEQUENCES TO {name};
        ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT USAGE ON SCHEMAS TO {name};"""


def connect(database):
    connection = psycopg2.connect(host="/tmp", user="postgres", dbname=database, connect_timeout=3, application_name="provision")
    connection.autocommit = True
    return connection


def value(cursor, sql, parameter):
    cursor.execute(sql, (parameter,))
    row = cursor.fetchone()
    return row[0] if row else None


def ensure_role(cursor, role):
    wanted = scram.verifier(role, secrets_folder.role_password(role))
    found = value(cursor, "SELECT coalesce(rolpassword, '') FROM pg_authid WHERE rolname = %s", role)
    if found != wanted:
        cursor.execute(f"{'CREATE' if found is None else 'ALTER'} ROLE {quote_ident(role, cursor)} LOGIN PASSWORD '{wanted}'")


def ensure_database(cursor, database):
    owner = f"{database}_owner"
    ensure_role(cursor, owner)
    ensure_role(cursor, database)
    quoted = quote_ident(database, cursor)
    statements = privileges(quoted, quote_ident(owner, cursor))
    mark = f"provisioned {hashlib.sha256(statements.encode()).hexdigest()[:16]}"
    found = value(cursor, "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = %s", database)
    if found is None:
        cursor.execute(f"CREATE DATABASE {quoted} OWNER {quote_ident(owner, cursor)}")
    if found != mark:
        with connect(database) as inside, inside.cursor() as there:
            there.execute(f"{statements} COMMENT ON DATABASE {quoted} IS '{mark}';")


def provision():
    connection = connect("postgres")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_is_in_recovery()")
            if cursor.fetchone()[0]:
                return False
            # Two calls may run at once; the second finds everything in place.
            cursor.execute("SELECT pg_advisory_lock(8008)")
            found = value(cursor, "SELECT has_database_privilege('public', %s, 'CONNECT')", "postgres")
            if found:
                cursor.execute("REVOKE CONNECT, TEMPORARY ON DATABASE postgres FROM PUBLIC")
            for database in databases():
                ensure_database(cursor, database)
            return True
    finally:
        connection.close()


def main():
    if len(sys.argv) > 2 and sys.argv[2] not in ("primary", "master"):
        return
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            # A new primary is in recovery for another moment.
            if provision() or time.monotonic() > deadline:
                return
        except psycopg2.Error as failure:
            if time.monotonic() > deadline:
                sys.exit(f"The databases could not be made: {failure}")
        time.sleep(PAUSE)


if __name__ == "__main__":
    main()
