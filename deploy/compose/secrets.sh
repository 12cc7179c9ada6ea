#!/usr/bin/env bash
# Makes the secrets that are missing, a file each; those that are there are left alone. Emitted by ./distribution publish compose.
# As root the files belong to the containers' user (10001) and are readable by nobody else. As another user they cannot be given away: they are then readable by all, in a folder
# that only you can enter.
set -euo pipefail
umask 077
folder=${SECRETS_FOLDER:-$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/secrets}
made=0
uid=$(id -u)

random() { head -c "$1" /dev/urandom | base64 -w 0 | tr '+/' '-_' | tr -d '='; }

# keep NAME: keeps standard input as a secret. A file is there whole or not at all.
keep() {
  local file=$folder/$1
  cat >"$file.new"
  if [ "$uid" = 0 ]; then chown 10001:10001 "$file.new" && chmod 0400 "$file.new"; else chmod 0444 "$file.new"; fi
  mv "$file.new" "$file"
  made=$((made + 1))
}

is_missing() { [ ! -s "$folder/$1" ]; }
password() { ! is_missing "$1" || keep "$1" < <(random 24); }
key() { ! is_missing "$1" || keep "$1" < <(random 32); }
passfile() { ! is_missing "$1" || keep "$1" < <(printf '*:*:%s:%s:%s\n' "$2" "$3" "$(random 24)"); }
users() {
  local name=$1 user
  shift
  ! is_missing "$name" || keep "$name" < <(for user in "$@"; do printf '%s %s %s\n' "${user%%:*}" "$(random 24)" "${user#*:}"; done)
}

mkdir -p "$folder"
key audit-checkpoint-key
password patroni-api
passfile postgres-access.pgpass access access
passfile postgres-access_owner.pgpass access access_owner
passfile postgres-audit.pgpass audit audit
passfile postgres-audit_owner.pgpass audit audit_owner
passfile postgres-drills.pgpass drills drills
passfile postgres-drills_owner.pgpass drills drills_owner
passfile postgres-identity.pgpass identity identity
passfile postgres-identity_owner.pgpass identity identity_owner
passfile postgres-jobs.pgpass jobs jobs
passfile postgres-jobs_owner.pgpass jobs jobs_owner
password postgres-replicator
password postgres-superuser
password service-api
password service-audit
password service-identity
password service-worker
users users requester:requester requester-2:requester approver:approver approver-2:approver auditor:auditor operator:operator,requester
password valkey-app
password valkey-replication
password valkey-sentinel
password valkey-supervisor

echo "$made secrets made in $folder"
[ "$uid" = 0 ] || echo "Not root: the files are readable by all, and $folder only by you. Run it as root to have them belong to uid 10001 alone." >&2
