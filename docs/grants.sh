#!/usr/bin/env bash
# Signs in, asks for access, has it approved by somebody else, uses it, lets it expire, and revokes another one. Needs bash and curl.
#
#   docs/grants.sh http://127.0.0.1:8080 USERS_FILE        or        GATEWAY=http://127.0.0.1:8080 USERS_FILE=… docs/grants.sh
#
# USERS_FILE has lines NAME PASSWORD ROLE[,ROLE]; `./distribution up` prints where the development topology's is. Passwords and tokens are handed to
# curl by its standard input and never as arguments. Every POST carries an Idempotency-Key, so it is repeated safely when an answer is lost.
# Exits non-zero on the first surprise.
set -euo pipefail

gateway="${1:-${GATEWAY:-}}"
users="${2:-${USERS_FILE:-}}"
if [[ -z "$gateway" ]]; then
  echo "grants.sh: no address; give the gateway's as the first argument or in GATEWAY" >&2
  exit 2
fi
if [[ ! -r "$users" ]]; then
  echo "grants.sh: the users' file '$users' cannot be read; give it as the second argument or in USERS_FILE" >&2
  exit 2
fi
gateway="${gateway%/}"
run="$(date -u +%Y%m%d%H%M%S)-$$"
lifetime="${LIFETIME:-5}"
patience=30
steps=0

say() { printf '%s\n' "$*"; }
fail() { say "grants.sh: $*" >&2; exit 1; }

# ask METHOD PATH CURL-OPTION…: sends what standard input has as curl's configuration; sets status and body.
ask() {
  local method="$1" path="$2" answer
  shift 2
  answer="$(curl --silent --show-error --max-time 10 --retry 3 --retry-connrefused --retry-delay 1 --request "$method" \
    --write-out $'\n%{http_code}' --config - "$@" "$gateway$path")" || fail "$method $path was not answered"
  status="${answer##*$'\n'}"
  body="${answer%$'\n'*}"
}

# call TOKEN METHOD PATH [BODY]: the same key goes with every try of one call.
call() {
  local token="$1" method="$2" path="$3" json="${4:-}" options=()
  steps=$((steps + 1))
  [[ "$method" == POST ]] && options=(--header "Idempotency-Key: grants-$run-$steps" --header 'Content-Type: application/json' --data "${json:-{\}}")
  ask "$method" "$path" "${options[@]}" < <(printf 'header = "Authorization: Bearer %s"\n' "$token")
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

# sign_in ROLE: signs in as the first user of the file who has the role; sets name and token.
sign_in() {
  local password roles
  while read -r name password roles; do
    [[ ",$roles," == *",$1,"* ]] && break
    name=""
  done <"$users"
  [[ -n "$name" ]] || fail "nobody in $users has the role $1"
  password="${password//\\/\\\\}"
  ask POST /token < <(printf 'data-urlencode = "%s"\n' grant_type=password "username=$name" "password=${password//\"/\\\"}")
  expect 200 "signing in as $name"
  token="$(field access_token)"
  say "signed in   $name, as $1"
}

# becomes STATE: waits until the grant is in a state; it gets there by a job.
becomes() {
  local deadline=$((SECONDS + patience))
  while true; do
    call "$requester_token" GET "/grants/$grant"
    expect 200 "reading the grant"
    [[ "$(field state)" == "$1" ]] && break
    ((SECONDS < deadline)) || fail "the grant $grant is not $1 after $patience s: $body"
    sleep 0.2
  done
}

# granted SECONDS: asks for a grant, has it approved, and waits until it is active; sets grant.
granted() {
  call "$requester_token" POST /requests \
    "{\"role\":\"reader\",\"target\":\"staging-db\",\"durationSeconds\":$1,\"reason\":\"grants.sh, run $run\"}"
  expect 201 "asking for a role"
  local request
  request="$(field id)"
  say "asked       $requester asks for reader on staging-db for $1 s: request $request"

  call "$requester_token" POST "/requests/$request/approve"
  expect 403 "approving one's own request"
  say "refused     $requester cannot approve it"

  call "$approver_token" POST "/requests/$request/approve" '{"comment":"go ahead"}'
  expect 200 "approving"
  grant="$(field grantId)"
  say "approved    $approver approves it: grant $grant"

  becomes active
  say "active      its provider has given the access"
}

sign_in requester
requester="$name" requester_token="$token"
sign_in approver
approver="$name" approver_token="$token"
[[ "$requester" != "$approver" ]] || fail "$requester has both roles in $users; nobody approves their own request"

granted "$lifetime"
call "$requester_token" POST "/grants/$grant/use" '{"note":"select 1"}'
expect 200 "using the grant"
say "used        $requester uses it"

patience=$((lifetime + 30))
becomes expired
say "expired     its ${lifetime} s are over, and its provider has taken the access away"

call "$requester_token" POST "/grants/$grant/use"
expect 409 "using an expired grant"
say "refused     $requester cannot use it any more"

granted 600
call "$approver_token" POST "/grants/$grant/revoke" '{"note":"not needed any more"}'
expect 200 "revoking"
say "revoking    $approver revokes it"

call "$requester_token" POST "/grants/$grant/use"
expect 409 "using a revoked grant"
say "refused     $requester cannot use it any more"

becomes revoked
say "revoked     its provider has taken the access away"
say "done        2 grants, none of them left"

sign_in auditor
call "$token" GET /audit/verify
expect 200 "verifying the audit chain"
[[ "$body" == *'"valid":true'* ]] || fail "the audit chain is broken: $body"
say "verified    the audit chain: $(grep -o '"records":[0-9]*' <<<"$body" | cut -d: -f2) records, every hash of them right"
