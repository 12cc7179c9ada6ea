using Distribution.Publishing.Description;

namespace Distribution.Publishing.Compose.Scripts;

/// <summary>
/// Goes to what the files and settings say now, a round after the other. Compose by itself ends all containers that change before it starts the first of them again; here each round leaves a member of
/// everything, and the next begins when it is healthy.
/// </summary>
internal static class UpgradeScript
{
    public const string Name = "upgrade.sh";

    public static string Create(TopologyDescription topology, Composition whole) =>
        $$"""
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

        {{string.Join('\n', Jobs(topology))}}
        {{string.Join('\n', Rounds(topology, whole).Select(round => $"round {string.Join(' ', round)}"))}}

        """;

    private static IEnumerable<string> Jobs(TopologyDescription topology) => topology.Workloads
        .Where(workload => workload.Kind == WorkloadKind.Job)
        .Select(job => $"\"${{compose[@]}}\" run --rm --no-deps -T {job.Name}");

    private static IEnumerable<IEnumerable<string>> Rounds(TopologyDescription topology, Composition whole)
    {
        foreach (var server in whole.Postgres.Concat(whole.Valkey))
        {
            yield return [server.Name];
        }

        var services = topology.Workloads.Where(workload => workload.Kind == WorkloadKind.Service).ToList();
        foreach (var round in Rounds(services.Where(workload => !workload.HasLeader)).Concat(Rounds(services.Where(workload => workload.HasLeader))))
        {
            yield return round;
        }
    }

    private static IEnumerable<IEnumerable<string>> Rounds(IEnumerable<Workload> workloads)
    {
        var all = workloads.ToList();
        return Enumerable.Range(1, all.Select(workload => workload.Replicas).DefaultIfEmpty().Max())
            .Select(member => all.Where(workload => workload.Replicas >= member).Select(workload => ComposeLayout.Member(workload.Name, member)));
    }
}
