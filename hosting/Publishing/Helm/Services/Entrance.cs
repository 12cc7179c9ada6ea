using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Services;

/// <summary>How people come in: by an Ingress, or by a route of the Gateway API; both need their controller in the cluster, and neither is there unless asked for.</summary>
internal static class Entrance
{
    private const string Values = ".Values.ingress";
    private const string Routes = ".Values.gatewayApi";

    public static IEnumerable<ChartFile> Of(Chart chart)
    {
        if (chart.Topology.Gateway is { } gateway)
        {
            var owner = new KubernetesObject(chart, gateway.Name, WorkloadNames.Component);
            yield return ChartFile.Template(gateway.Name, "ingress", Ingress(owner).When($"{Values}.enabled"));
            yield return ChartFile.Template(gateway.Name, "httproute", Route(owner, gateway).When($"{Routes}.enabled"));
        }
    }

    private static YamlMap Ingress(KubernetesObject owner) => owner.Of(
        "networking.k8s.io/v1",
        "Ingress",
        new()
        {
            {
                "spec", new YamlMap
                {
                    TemplateLine.With($"{Values}.className"),
                    { "ingressClassName", HelmValue.Of(".") },
                    TemplateLine.End,
                    TemplateLine.If($"{Values}.tls"),
                    { "tls", new YamlList { new YamlMap { { "hosts", new YamlList { HelmValue.Quoted($"{Values}.host") } }, { "secretName", owner.Chart.NameOf($"{owner.Part}-tls") } } } },
                    TemplateLine.End,
                    {
                        "rules", new YamlList
                        {
                            new YamlMap
                            {
                                { "host", HelmValue.Quoted($"{Values}.host") },
                                { "http", new YamlMap { { "paths", new YamlList { new YamlMap { { "path", "/" }, { "pathType", "Prefix" }, { "backend", Backend(owner) } } } } } },
                            },
                        }
                    },
                }
            },
        },
        annotations: new()
        {
            { "distribution.dev/host", HelmValue.Quoted($"required \"ingress.host: the name that people type\" {Values}.host") },
            TemplateLine.With($"{Values}.issuer"),
            { "cert-manager.io/cluster-issuer", HelmValue.Quoted(".") },
            TemplateLine.End,
            TemplateLine.With($"{Values}.annotations"),
            TemplateLine.Block("toYaml ."),
            TemplateLine.End,
        });

    private static YamlMap Backend(KubernetesObject owner) =>
        new() { { "service", new YamlMap { { "name", owner.Chart.NameOf(owner.Part) }, { "port", new YamlMap { { "name", WorkloadNames.Port } } } } } };

    private static YamlMap Route(KubernetesObject owner, Workload gateway) => owner.Of("gateway.networking.k8s.io/v1", "HTTPRoute", new()
    {
        {
            "spec", new YamlMap
            {
                { "parentRefs", new YamlMap { TemplateLine.Block($"required \"gatewayApi.parentRefs: the Gateways that this route belongs to\" {Routes}.parentRefs | toYaml") } },
                TemplateLine.With($"{Routes}.hostnames"),
                { "hostnames", new YamlMap { TemplateLine.Block("toYaml .") } },
                TemplateLine.End,
                { "rules", new YamlList { new YamlMap { { "backendRefs", new YamlList { new YamlMap { { "name", owner.Chart.NameOf(owner.Part) }, { "port", gateway.Port!.Value } } } } } } },
            }
        },
    });
}
