# shellcheck shell=bash
# A Sentinel. What it wrote into its file, its votes and whom it takes for the primary, is kept over restarts. A file is made where there is none, and where an address has changed:
# then the primary is whom the other Sentinels name, or who it was by the old file, or the initial one.

data=/var/lib/distribution/sentinel
file=$data/sentinel.conf
members=$data/members

need MEMBER_HOST "the name or address of this Sentinel, one that stays"
need INITIAL_PRIMARY "the server that begins as the primary"
supervisor=$(password supervisor)
self=$(address "$MEMBER_HOST")

# NAME ADDRESS PORT of everybody: by it a primary is found again whose address has changed.
named_members() { local each; for each in $(list "$SERVERS"); do echo "$each $(address "$each") $(port "$each" "$server_port")"; done; echo "self $self $sentinel_port"; addresses "$SENTINELS" "$sentinel_port"; }

# Forty hexadecimal digits that are the same each time, so that the others can name it before it runs.
id() { echo -n "$1:$2" | sha256sum | cut -c 1-40; }

first_primary() {
  local named old name
  named=$(named_primary "$(addresses "$SENTINELS" "$sentinel_port" | grep -v "^$self ")" 1)
  if [ -z "$named" ] && [ -f "$file" ] && [ -f "$members" ]; then
    old=$(awk '$1 == "sentinel" && $2 == "monitor" {print $4, $5}' "$file")
    name=$(awk -v old="$old" '$2 " " $3 == old {print $1; exit}' "$members")
    [ -z "$name" ] || named="$(address "$name") $(port "$name" "$server_port")"
  fi
  echo "${named:-$(address "$INITIAL_PRIMARY") $(port "$INITIAL_PRIMARY" "$server_port")}"
}

epoch() { [ ! -f "$file" ] || awk '$1 == "sentinel" && $2 == "current-epoch" {print $3}' "$file"; }

umask 077
cd "$data"
acl sentinel >users.acl
now=$(named_members)
if [ ! -f "$file" ] || [ "$now" != "$(cat "$members" 2>/dev/null)" ]; then
  primary=$(first_primary)
  term=$(epoch)
  say "monitoring $primary"
  secret=$(password sentinel)
  {
    cat <<END
bind * -::*
port $sentinel_port
protected-mode no
daemonize no
logfile ""
dir $data
aclfile $data/users.acl
sentinel announce-ip $self
sentinel announce-port $sentinel_port
sentinel resolve-hostnames no
sentinel deny-scripts-reconfig yes
sentinel myid $(id "$self" "$sentinel_port")
sentinel monitor $CLUSTER_NAME $primary ${QUORUM:-$(majority)}
sentinel down-after-milliseconds $CLUSTER_NAME ${DOWN_AFTER_MS:-1500}
sentinel failover-timeout $CLUSTER_NAME 3000
sentinel parallel-syncs $CLUSTER_NAME $(list "$SERVERS" | wc -l)
sentinel auth-user $CLUSTER_NAME sentinel
sentinel auth-pass $CLUSTER_NAME $secret
sentinel sentinel-user sentinel
sentinel sentinel-pass $secret
sentinel config-epoch $CLUSTER_NAME ${term:-0}
sentinel leader-epoch $CLUSTER_NAME ${term:-0}
sentinel current-epoch ${term:-0}
END
    # It would find them by itself, in 2-10 s.
    addresses "$SERVERS" "$server_port" | grep -vx "$primary" | sed "s/^/sentinel known-replica $CLUSTER_NAME /" || true
    addresses "$SENTINELS" "$sentinel_port" | grep -v "^$self " | while read -r host port; do echo "sentinel known-sentinel $CLUSTER_NAME $host $port $(id "$host" "$port")"; done
  } >"$file.new"
  mv "$file.new" "$file"
  echo "$now" >"$members"
fi

exec valkey-sentinel "$file"
