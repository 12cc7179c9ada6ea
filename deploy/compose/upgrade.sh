#!/usr/bin/env bash
# Replaces the containers whose image or settings have changed, so that no request is lost: migrations first, then one member of each at a time, those that elect a leader last.
#   TAG=1.1.0 ./upgrade.sh          or change TAG in .env; SERVER_TAG is the databases'; what is not changed is left alone
# Compose is called as $COMPOSE says, `docker compose` without. Emitted by ./distribution publish compose.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
read -ra compose <<<"${COMPOSE:-docker compose}"
known=$("${compose[@]}" config --services)

# round SERVICE...: those of them that the files in use have.
round() {
  local each services=()
  for each in "$@"; do if grep -qx -e "$each" <<<"$known"; then services+=("$each"); fi; done
  [ "${#services[@]}" = 0 ] || { echo "${services[*]}"; "${compose[@]}" up -d --no-deps --wait "${services[@]}"; }
}

"${compose[@]}" run --rm --no-deps -T migrations
round etcd-1
round etcd-2
round etcd-3
round postgres-1
round postgres-2
round pgbouncer
round valkey-sentinel-1
round valkey-sentinel-2
round valkey-sentinel-3
round valkey-1
round valkey-2
round valkey-3
round identity-1 audit-1 worker-1 api-1 gateway-1
round identity-2 audit-2 worker-2 api-2 gateway-2
round api-3
round scheduler-1
round scheduler-2
