using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Policies;

namespace Distribution.Publishing.Helm.Services;

/// <summary><c>helm test</c>: asks the gateway, by its name and through its Service, whether it and all that it depends on is ready.</summary>
internal static class ChartTest
{
    private const string Part = "test";

    private const string Script =
        """
        for try in $(seq 30); do
          exec 3<>"/dev/tcp/$HOST/$PORT" && printf 'GET /readyz HTTP/1.0\r\nHost: test\r\n\r\n' >&3 && read -r answer <&3 && case $answer in *" 200 "*) echo "$HOST is ready"; exit 0 ;; esac
          sleep 1
        done
        echo "$HOST is not ready: ${answer:-no answer}" >&2
        exit 1

        """;

    public static IEnumerable<ChartFile> Of(Chart chart)
    {
        if (chart.Topology.Gateway is not { } gateway)
        {
            yield break;
        }

        var owner = new KubernetesObject(chart, Part, Part);
        var container = new Container(Part, chart.Image("valkey"), Chart.ValueOf(gateway, "resources"))
        {
            Command = ["bash", "-uc", Script],
            Environment = [Container.Variable("HOST", chart.NameOf(gateway.Name)), Container.Variable("PORT", FormattableString.Invariant($"{gateway.Port}"))],
        };
        var pod = new Pod(owner, [container], GraceSeconds: 5) { IsSpread = false, RestartPolicy = "Never" };
        yield return ChartFile.Template("tests", "serviceaccount", Account.Of(owner));
        yield return ChartFile.Template("tests", "gateway", owner.Of(
            "v1", "Pod", new() { { "spec", pod.Spec() } }, annotations: new() { { "helm.sh/hook", "test" }, { "helm.sh/hook-delete-policy", "before-hook-creation,hook-succeeded" } }));
        yield return ChartFile.Template("tests", "networkpolicy", Policy.Of(owner, [], [Policy.To([gateway.Name], gateway.Port!.Value)]));
    }
}
