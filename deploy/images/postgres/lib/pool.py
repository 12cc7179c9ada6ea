"""PgBouncer before the primary, for tools that know only one host; the services follow the primary themselves.

POSTGRES_HOSTS  the members, HOST or HOST:PORT, separated by commas; the Patroni of each is asked on port 8008 whether it is the primary
DATABASES       the databases that can be reached
Secrets: postgres-ROLE.pgpass of each database's two roles.
"""

import http.client
import os
import signal
import subprocess
import sys
import time

import scram
import secrets_folder
from settings import databases, names

FOLDER = "/tmp/pgbouncer"
INI, USERS, PRIMARY = (os.path.join(FOLDER, name) for name in ("pgbouncer.ini", "users", "primary"))
PATRONI = 8008

# A change of primary shows after the interval; a member that does not answer costs its patience.
INTERVAL = 0.5
PATIENCE = 1

# A pool that is starting does not hear yet that its settings have changed: it is told again for as long.
STARTING = 5

# Server connections for each database and role: a third of what a member accepts by default.
POOL_SIZE = 30
MAX_CLIENTS = 500


def is_primary(host):
    try:
        connection = http.client.HTTPConnection(host, PATRONI, timeout=PATIENCE)
        try:
            connection.request("GET", "/primary")
            return connection.getresponse().status == 200
        finally:
            connection.close()
    except (OSError, http.client.HTTPException):
        return False


def write(path, text):
    with open(f"{path}.new", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(f"{path}.new", path)


def write_settings(host, port):
    lines = "\n".join(f"{name} = host={host} port={port} dbname={name}" for name in databases())
    write(INI, f"""; Written again at every change of primary: changes made here are lost.
[databases]
{lines}

[pgbouncer]
listen_addr = *
listen_port = 6432
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {USERS}
pool_mode = transaction
default_pool_size = {POOL_SIZE}
max_client_conn = {MAX_CLIENTS}
ignore_startup_parameters = extra_float_digits,search_path,options
; A new primary is told from outside. A login may take as long as the services give it: to break it off sooner has a busy server begin anew.
server_connect_timeout = 5
server_login_retry = 0.2
server_check_delay = 1
server_fast_close = 1
query_wait_timeout = 10
; A member that comes back may have another address.
dns_max_ttl = 1
dns_nxdomain_ttl = 1
log_connections = 0
log_disconnections = 0
""")


def roles():
    return [role for name in databases() for role in (name, f"{name}_owner")]


def main():
    hosts = [(host, int(port or 5432)) for host, _, port in (item.partition(":") for item in names("POSTGRES_HOSTS", "the members, as in postgres-1,postgres-2"))]
    os.umask(0o077)
    os.makedirs(FOLDER, exist_ok=True)
    write(USERS, "".join(f'"{role}" "{scram.verifier(role, secrets_folder.role_password(role))}"\n' for role in roles()))
    primary = None
    write_settings(*hosts[0])
    # This signal ends a process that does not know it yet, unless it inherits that it is ignored.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    pool = subprocess.Popen(["/usr/sbin/pgbouncer", INI])
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda caught, _: pool.send_signal(caught))
    told_until = 0
    while pool.poll() is None:
        found = next((member for member in hosts if is_primary(member[0])), None)
        if found and found != primary:
            primary = found
            write_settings(*primary)
            write(PRIMARY, f"{primary[0]}:{primary[1]}\n")
            print(f"The primary is {primary[0]}", flush=True)
            told_until = time.monotonic() + STARTING
        if time.monotonic() < told_until:
            pool.send_signal(signal.SIGHUP)
        try:
            pool.wait(INTERVAL)
        except subprocess.TimeoutExpired:
            continue
    sys.exit(0 if pool.returncode in (0, -signal.SIGTERM, -signal.SIGINT) else 1)


if __name__ == "__main__":
    main()
