#!/usr/bin/env bash
# Asks for access, has it approved, uses it, lets it expire, and revokes another one. Needs bash and curl.
#
#   docs/grants.sh http://127.0.0.1:8080        or        GATEWAY=http://127.0.0.1:8080 docs/grants.sh
#
# Every POST carries an Idempotency-Key, so it is repeated safely when an answer is lost. Exits non-zero on the first surprise.
set -euo pipefail

gateway="${1:-${GATEWAY:-}}"
if [[ -z "$gateway" ]]; then
  echo "grants.sh: no address; give the gateway's as the first argument or in GATEWAY" >&2
  exit 2
fi
gateway="${gateway%/}"
run="$(date -u +%Y%m%d%H%M%S)-$$"
requester="ada-$run"
approver="bob-$run"
lifetime="${LIFETIME:-3}"
steps=0

say() { printf '%s\n' "$*"; }
fail() { say "grants.sh: $*" >&2; exit 1; }

# call USER ROLES METHOD PATH [BODY]: sets status and body. The same key goes with every try of one call.
call() {
  local user="$1" roles="$2" method="$3" path="$4" json="${5:-}" key answer
  steps=$((steps + 1))
  key="grants-$run-$steps"
  local arguments=(--silent --show-error --max-time 10 --retry 3 --retry-connrefused --retry-delay 1 --request "$method" --write-out $'\n%{http_code}'
    --header "X-Development-User: $user" --header "X-Development-Roles: $roles")
  [[ "$method" == POST ]] && arguments+=(--header "Idempotency-Key: $key" --header 'Content-Type: application/json' --data "${json:-{\}}")
  answer="$(curl "${arguments[@]}" "$gateway$path")" || fail "$method $path was not answered"
  status="${answer##*$'\n'}"
  body="${answer%$'\n'*}"
}

# expect STATUS WHAT: compares the last status.
expect() { [[ "$status" == "$1" ]] || fail "$2: expected $1, got $status: $body"; }

# field NAME: the text of a field of the last body.
field() {
  local value
  value="$(grep -o "\"$1\":\"[^\"]*\"" <<<"$body" | head -n 1)" || fail "there is no $1 in $body"
  value="${value#*:\"}"
  printf '%s' "${value%\"}"
}

# granted SECONDS: asks for a grant and has it approved; sets grant.
granted() {
  call "$requester" requester POST /requests \
    "{\"role\":\"reader\",\"target\":\"staging-db\",\"durationSeconds\":$1,\"reason\":\"grants.sh, run $run\"}"
  expect 201 "asking for a role"
  local request
  request="$(field id)"
  say "asked       $requester asks for reader on staging-db for $1 s: request $request"

  call "$requester" approver POST "/requests/$request/approve"
  expect 403 "approving one's own request"
  say "refused     $requester cannot approve it"

  call "$approver" approver POST "/requests/$request/approve" '{"comment":"go ahead"}'
  expect 200 "approving"
  grant="$(field grantId)"
  say "approved    $approver approves it: grant $grant"
}

granted "$lifetime"
call "$requester" requester POST "/grants/$grant/use" '{"note":"select 1"}'
expect 200 "using the grant"
say "used        $requester uses it"

deadline=$((SECONDS + lifetime + 20))
while true; do
  call "$requester" requester GET "/grants/$grant"
  expect 200 "reading the grant"
  [[ "$(field state)" == expired ]] && break
  ((SECONDS < deadline)) || fail "the grant $grant has not expired: $body"
  sleep 0.2
done
say "expired     its ${lifetime} s are over"

call "$requester" requester POST "/grants/$grant/use"
expect 409 "using an expired grant"
say "refused     $requester cannot use it any more"

granted 600
call "$approver" approver POST "/grants/$grant/revoke" '{"note":"not needed any more"}'
expect 200 "revoking"
[[ "$(field state)" == revoked ]] || fail "the grant $grant is not revoked: $body"
say "revoked     $approver revokes it"

call "$requester" requester POST "/grants/$grant/use"
expect 409 "using a revoked grant"
say "refused     $requester cannot use it any more"

call "$requester" requester GET "/grants?grantee=$requester"
expect 200 "listing"
[[ "$(grep -o '"id":' <<<"$body" | wc -l)" == 2 ]] || fail "$requester should have had 2 grants: $body"
say "done        2 grants, none of them left"
