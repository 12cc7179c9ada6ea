# shellcheck shell=bash
# A server is healthy when it answers and is not loading; a Sentinel when it also knows enough others to agree with.

supervisor=$(password supervisor)
case "${2:-server}" in
  server) [ "$(ask 127.0.0.1 "$server_port" PING)" = PONG ] ;;
  sentinel) [[ "$(ask 127.0.0.1 "$sentinel_port" SENTINEL CKQUORUM "$CLUSTER_NAME")" == OK* ]] ;;
  *) fail "health of what? server or sentinel" ;;
esac
