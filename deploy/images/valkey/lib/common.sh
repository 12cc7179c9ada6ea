# shellcheck shell=bash
# What servers and Sentinels share: settings, secrets, addresses, users.

secrets=/run/secrets
server_port=6379
sentinel_port=26379

say() { echo "entrypoint: $*" >&2; }
fail() { say "$*"; exit 2; }
need() { [ -n "${!1:-}" ] || fail "$1 is not set: $2"; }

# As process 1 a shell ignores the signals that it has no handler for.
trap 'exit 143' TERM
trap 'exit 130' INT

password() {
  local file=$secrets/valkey-$1
  [ -r "$file" ] || fail "$file cannot be read: mount the secret valkey-$1 so that uid $(id -u) may read it"
  tr -d '\n' <"$file"
}

# An address is resolved until it is known: at the start of everything the engine may not know it yet.
address() {
  local host=${1%:*} found waited=0
  until found=$(getent ahostsv4 "$host" | awk 'NR == 1 {print $1}') && [ -n "$found" ]; do
    [ $((waited++)) -lt 150 ] || fail "$host has had no address for 30 s: is it the name of a member, with an address that stays?"
    sleep 0.2
  done
  echo "$found"
}

port() { case $1 in *:*) echo "${1##*:}" ;; *) echo "$2" ;; esac; }
list() { tr ',' '\n' <<<"$1" | sed '/^$/d'; }

# ADDRESS PORT of each of a list of HOST:PORT.
addresses() { local each; for each in $(list "$1"); do echo "$(address "$each") $(port "$each" "$2")"; done; }

# The users, as in hosting/Hosting/Valkey/Members/ValkeyUser.cs, which says what each is for; a test compares the two.
acl() {
  echo "user default off resetpass resetkeys resetchannels -@all"
  if [ "$1" = server ]; then
    user app '~* &* +@all -@admin -@dangerous +role +info'
    user replication '+psync +sync +replconf +ping'
    user sentinel '&__sentinel__:hello +multi +exec +slaveof +replicaof +ping +subscribe +publish +info +role +config|rewrite +client|setname +client|kill +script|kill'
    user supervisor '+ping +info +role +replicaof +client|pause +client|unpause'
  else
    user app '&+switch-master +ping +role +subscribe +sentinel|master +sentinel|get-master-addr-by-name'
    user sentinel '&__sentinel__:hello +ping +publish +subscribe +client|setname +sentinel|is-master-down-by-addr'
    user supervisor '&* +@all'
  fi
}

user() { echo "user $1 on sanitize-payload #$(password "$1" | sha256sum | cut -d ' ' -f 1) resetchannels $2"; }

# ask ADDRESS PORT COMMAND...: as the supervisor; nothing when it does not answer.
ask() {
  local host=$1 port=$2; shift 2
  VALKEYCLI_AUTH=$supervisor REDISCLI_AUTH=$supervisor timeout 1 valkey-cli --no-auth-warning -h "$host" -p "$port" --user supervisor "$@" 2>/dev/null </dev/null | tr -d '\r' || true
}

# Whom most of the Sentinels that answer take for the primary, ADDRESS PORT, if at least $2 of them do.
named_primary() {
  local sentinels=$1 quorum=$2 host port
  while read -r host port; do
    ask "$host" "$port" SENTINEL GET-MASTER-ADDR-BY-NAME "$CLUSTER_NAME" | paste -sd ' '
  done <<<"$sentinels" | grep -E '^[0-9.]+ [0-9]+$' | sort | uniq -c | sort -rn | awk -v quorum="$quorum" 'NR == 1 && $1 >= quorum {print $2, $3}'
  true
}

majority() { echo $(($(list "$SENTINELS" | wc -l) / 2 + 1)); }

need CLUSTER_NAME "the name under which the Sentinels know the primary"
need SENTINELS "all Sentinels, as in valkey-sentinel-1:26379,valkey-sentinel-2:26379"
need SERVERS "all servers, as in valkey-1:6379,valkey-2:6379"
