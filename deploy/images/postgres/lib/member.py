"""A member of the Postgres cluster: writes Patroni's configuration and becomes Patroni.

CLUSTER_NAME   the cluster, the same for all members
MEMBER_NAME    this member; in Kubernetes its pod's name
MEMBER_HOST    the name under which the others and the clients reach it
DATABASES      the databases to make, separated by commas; each with the roles NAME and NAME_owner
STORE          etcd, with ETCD_HOSTS=HOST:2379,...; or kubernetes, with KUBERNETES_LABELS=NAME=VALUE,... of its pods and POD_IP
Secrets: postgres-superuser, postgres-replicator, patroni-api, and postgres-ROLE.pgpass of each role.
"""

import os
import sys

import yaml

import secrets_folder
import short_ttl
from settings import databases, names, need

CONFIGURATION = "/tmp/patroni.yml"
DATA = "/var/lib/distribution/postgres"
PROVISION = f"{sys.executable} {os.path.join(os.path.dirname(os.path.abspath(__file__)), 'provision.py')}"

# A lost member is replaced after ttl and a second or two; short_ttl.py says what bounds it from below.
TIMES = {"ttl": 8, "loop_wait": 1, "retry_timeout": 3}

NAMESPACE_FILE = "/var/run/secrets/kubernetes.io/serviceaccount/namespace"


def configuration():
    name, host = need("MEMBER_NAME", "this member's name"), need("MEMBER_HOST", "the host name that others reach it under")
    return {
        "scope": need("CLUSTER_NAME", "the cluster's name"),
        "name": name,
        "log": {"format": "%(asctime)s %(levelname)s: %(message)s"},
        "restapi": {
            "listen": "*:8008",
            "connect_address": f"{host}:8008",
            "authentication": {"username": "patroni", "password": secrets_folder.password("patroni-api")},
        },
        "ctl": {"authentication": {"username": "patroni", "password": secrets_folder.password("patroni-api")}},
        **store(),
        "bootstrap": {
            "dcs": cluster_settings(),
            "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}, "data-checksums"],
            "post_bootstrap": PROVISION,
        },
        "postgresql": postgresql(host),
        "tags": {"failover_priority": 1},
    }


def store():
    kind = os.environ.get("STORE", "etcd")
    if kind == "etcd":
        return {"etcd3": {"hosts": names("ETCD_HOSTS", "the members of etcd, as in etcd-1:2379,etcd-2:2379")}}
    if kind == "kubernetes":
        with open(NAMESPACE_FILE, encoding="utf-8") as file:
            namespace = file.read().strip()
        labels = dict(pair.split("=", 1) for pair in names("KUBERNETES_LABELS", "the labels of the cluster's pods, as in app=postgres"))
        # ConfigMaps, not Endpoints, which Kubernetes is giving up; clients find the primary by its pod's label, or ask all members.
        return {"kubernetes": {"namespace": namespace, "labels": labels, "pod_ip": need("POD_IP", "the pod's own address (status.podIP)"), "use_endpoints": False}}
    sys.exit(f"STORE={kind} is not known: set etcd or kubernetes")


def cluster_settings():
    """Written to the store once, by whoever makes the cluster; later changes are made with patronictl edit-config."""
    return {
        **TIMES,
        # A standby that lags by more than this never becomes the primary. A synchronous one does not lag in what was acknowledged.
        "maximum_lag_on_failover": 1048576,
        # An acknowledged write is on the standby's disk. When the only standby is lost, the store first records that it may not be promoted, and only then are writes let through
        # again: one lost node stops nothing and loses nothing. With synchronous_mode_strict the loss of the standby would stop all writes.
        "synchronous_mode": True,
        # While the store is out the primary goes on as long as it reaches every member.
        "failsafe_mode": True,
        # A postmaster that crashed is not waited for.
        "primary_start_timeout": 0,
        "primary_stop_timeout": 10,
        "postgresql": {
            "use_pg_rewind": True,
            "use_slots": True,
            "parameters": {
                "wal_level": "replica",
                "wal_log_hints": "on",
                "hot_standby": "on",
                "max_connections": int(os.environ.get("POSTGRES_MAX_CONNECTIONS", "300")),
                "max_wal_senders": 8,
                "max_replication_slots": 8,
                "max_slot_wal_keep_size": "1GB",
                "synchronous_commit": "on",
            },
        },
    }


def postgresql(host):
    return {
        "listen": "*:5432",
        "connect_address": f"{host}:5432",
        "data_dir": f"{DATA}/data",
        "bin_dir": "/usr/lib/postgresql/17/bin",
        "pgpass": "/tmp/pgpass",
        "use_unix_socket": True,
        "authentication": {
            "superuser": {"username": "postgres", "password": secrets_folder.password("postgres-superuser")},
            "replication": {"username": "replicator", "password": secrets_folder.password("postgres-replicator")},
        },
        "parameters": {
            "unix_socket_directories": "/tmp",
            "password_encryption": "scram-sha-256",
            "shared_buffers": os.environ.get("POSTGRES_SHARED_BUFFERS", "128MB"),
            "work_mem": "4MB",
            "maintenance_work_mem": "64MB",
            "max_wal_size": "1GB",
            "max_parallel_workers": 2,
            "jit": "off",
            # A container's /dev/shm is 64 MB unless somebody raised it.
            "dynamic_shared_memory_type": "mmap",
            "hot_standby_feedback": "on",
            # A lost standby is found again at once, and its start does not fsync every file.
            "wal_retrieve_retry_interval": "200ms",
            "wal_receiver_status_interval": "1s",
            "wal_receiver_timeout": "5s",
            "wal_sender_timeout": "5s",
            "recovery_init_sync_method": "syncfs",
            # A client that vanished with its node gives its locks back.
            "tcp_keepalives_idle": 5,
            "tcp_keepalives_interval": 1,
            "tcp_keepalives_count": 5,
            "log_destination": "stderr",
            "logging_collector": "off",
            "log_line_prefix": "%m [%p] ",
            "log_checkpoints": "off",
        },
        # Inside the container its own user is the superuser; all others come with a password.
        "pg_hba": [
            "local all postgres peer map=container",
            "host replication replicator all scram-sha-256",
            "host all all all scram-sha-256",
        ],
        "pg_ident": ["container distribution postgres"],
        "callbacks": {event: PROVISION for event in ("on_start", "on_role_change")},
        "remove_data_directory_on_rewind_failure": True,
        "remove_data_directory_on_diverged_timelines": True,
        # The first checkpoint of a clone is not spread over minutes.
        "basebackup": [{"checkpoint": "fast"}],
    }


def main():
    databases()
    os.umask(0o077)
    with open(CONFIGURATION, "w", encoding="utf-8") as file:
        yaml.safe_dump(configuration(), file, sort_keys=False)
    short_ttl.install()
    # As process 1 Patroni starts this program once more and looks after it: it takes what it is from sys.argv.
    sys.argv = [os.path.abspath(__file__), CONFIGURATION]
    from patroni.__main__ import main as patroni
    patroni()


if __name__ == "__main__":
    main()
