# shellcheck shell=bash
# A server. The Sentinels say who is the primary, and no server decides it for itself:
#   1. It waits until most of the Sentinels say the same.
#   2. They name another: it starts as a replica of that one, once that one answers as a primary. When all were dead, the primary goes first, since it has every acknowledged write.
#   3. They name this one: it was the primary and died, or nothing has ever run. If another server is alive, a switch is about to come, and this one comes back as a replica after
#      it: a primary that came back before would acknowledge writes that the switch then throws away. If none is alive, or no switch has come for long, it starts as the primary:
#      every write that it acknowledged is on its disk.

# Twice the time that the Sentinels have for a failover, and a little: docs and reasons in hosting/Hosting/Valkey/ValkeyClusterDefaults.cs (SwitchPatience).
switch_patience=10
# A primary that is itself being started reads its data first.
primary_patience=30

data=/var/lib/distribution/valkey
pause=0.2

need MEMBER_HOST "the name or address of this server, one that stays"
supervisor=$(password supervisor)
self=$(address "$MEMBER_HOST")
sentinels=$(addresses "$SENTINELS" "$sentinel_port")
others=$(addresses "$SERVERS" "$server_port" | grep -v "^$self " || true)
quorum=$(majority)

role() { ask "$1" "$2" ROLE | head -n 1; }

someone_lives() {
  local host port
  while read -r host port; do
    [ -z "$host" ] || [ -z "$(role "$host" "$port")" ] || return 0
  done <<<"$others"
  return 1
}

# Sets upstream, ADDRESS PORT, or nothing for a primary. Not called in a substitution, where a signal to this program would wait for its end.
decide() {
  upstream=""
  local named said="" since=$SECONDS was=""
  while true; do
    named=$(named_primary "$sentinels" "$quorum")
    [ "$named" = "$was" ] || { was=$named; since=$SECONDS; said=""; }
    if [ -z "$named" ]; then
      [ -n "$said" ] || { said=1; say "waiting for $quorum Sentinels that name the same primary"; }
    elif [ "${named% *}" = "$self" ]; then
      if ! someone_lives; then
        say "the Sentinels name this server and no other one is alive: it starts as the primary"
        return
      elif [ $((SECONDS - since)) -ge "$switch_patience" ]; then
        say "the Sentinels have named nobody else for $switch_patience s: it starts as the primary that it was"
        return
      fi
      [ -n "$said" ] || { said=1; say "the Sentinels still name this server, and others are alive: waiting for the switch"; }
    else
      # shellcheck disable=SC2086
      if [ "$(role $named)" = master ] || [ $((SECONDS - since)) -ge "$primary_patience" ]; then
        say "a replica of $named"
        upstream=$named
        return
      fi
      [ -n "$said" ] || { said=1; say "waiting for the primary $named to answer"; }
    fi
    sleep "$pause"
  done
}

decide

umask 077
cd "$data"
acl server >users.acl
cat >valkey.conf <<END
bind * -::*
port $server_port
replica-announce-ip $self
replica-announce-port $server_port
protected-mode no
daemonize no
logfile ""
dir $data
aclfile $data/users.acl
${upstream:+replicaof $upstream}
masteruser replication
masterauth $(password replication)
repl-diskless-sync yes
repl-diskless-sync-delay 0
repl-ping-replica-period 1
repl-timeout 5
repl-backlog-size 16mb
# A primary that is cut off must not go on acknowledging.
min-replicas-to-write ${MIN_REPLICAS_TO_WRITE:-1}
min-replicas-max-lag 3
# A write is acknowledged when it is on the disk.
save ""
appendonly yes
appendfsync always
no-appendfsync-on-rewrite no
aof-use-rdb-preamble yes
shutdown-timeout 3
busy-reply-threshold 300
maxmemory ${MAXMEMORY:-0}
END

exec valkey-server "$data/valkey.conf"
