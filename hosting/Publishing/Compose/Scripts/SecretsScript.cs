using System.Globalization;
using Distribution.Hosting.Secrets;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Compose.Scripts;

/// <summary>Makes the secrets that are missing, on the machine where they are used; none of them was ever anywhere else.</summary>
internal static class SecretsScript
{
    public const string Name = "secrets.sh";

    private const int PasswordBytes = 24;

    private const int KeyBytes = 32;

    public static string Create(TopologyDescription topology) =>
        $$"""
        #!/usr/bin/env bash
        # Makes the secrets that are missing, a file each; those that are there are left alone. Emitted by ./distribution publish compose.
        # As root the files belong to the containers' user ({{ComposeLayout.UserId}}) and are readable by nobody else. As another user they cannot be given away: they are then readable by all, in a folder
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
          if [ "$uid" = 0 ]; then chown {{ComposeLayout.User}} "$file.new" && chmod 0400 "$file.new"; else chmod 0444 "$file.new"; fi
          mv "$file.new" "$file"
          made=$((made + 1))
        }

        is_missing() { [ ! -s "$folder/$1" ]; }
        password() { ! is_missing "$1" || keep "$1" < <(random {{PasswordBytes}}); }
        key() { ! is_missing "$1" || keep "$1" < <(random {{KeyBytes}}); }
        passfile() { ! is_missing "$1" || keep "$1" < <(printf '*:*:%s:%s:%s\n' "$2" "$3" "$(random {{PasswordBytes}})"); }
        users() {
          local name=$1 user
          shift
          ! is_missing "$name" || keep "$name" < <(for user in "$@"; do printf '%s %s %s\n' "${user%%:*}" "$(random {{PasswordBytes}})" "${user#*:}"; done)
        }

        mkdir -p "$folder"
        {{string.Join('\n', topology.Secrets.Select(Line))}}

        echo "$made secrets made in $folder"
        [ "$uid" = 0 ] || echo "Not root: the files are readable by all, and $folder only by you. Run it as root to have them belong to uid {{ComposeLayout.UserId}} alone." >&2

        """;

    private static string Line(Secret secret) => secret.Kind switch
    {
        SecretKind.Password => $"password {secret.Name}",
        SecretKind.Key => $"key {secret.Name}",
        SecretKind.Passfile => $"passfile {secret.Name} {secret.Database} {secret.Role}",
        SecretKind.Users => $"users {secret.Name} requester:requester requester-2:requester approver:approver approver-2:approver auditor:auditor operator:operator,requester",
        _ => throw new PublishException(string.Create(CultureInfo.InvariantCulture, $"The secret '{secret.Name}' is of the kind {secret.Kind}, which secrets.sh cannot make.")),
    };
}
