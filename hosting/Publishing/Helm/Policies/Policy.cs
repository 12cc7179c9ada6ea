using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Policies;

/// <summary>What reaches the pods of a part, and what they reach; all else is refused.</summary>
internal static class Policy
{
    /// <summary>Whether there are policies at all: not every cluster enforces them.</summary>
    public const string IsOn = ".Values.networkPolicy.enabled";

    /// <summary>The policy of a part.</summary>
    /// <param name="owner">The head of its objects.</param>
    /// <param name="ingress">What comes in.</param>
    /// <param name="egress">What goes out, beside questions for names.</param>
    /// <param name="selector">Its pods, where others than us label them.</param>
    public static YamlMap Of(KubernetesObject owner, YamlList ingress, YamlList egress, YamlMap? selector = null) => owner.Of("networking.k8s.io/v1", "NetworkPolicy", new()
    {
        {
            "spec", new YamlMap
            {
                { "podSelector", new YamlMap { { "matchLabels", selector ?? Labels.Selector(owner.Part) } } },
                { "policyTypes", new YamlList { "Ingress", "Egress" } },
                { "ingress", ingress.IsEmpty ? null : ingress },
                { "egress", new YamlList { Names, { egress } } },
            }
        },
    }).When(IsOn);

    /// <summary>Refuses everything to every pod of the release that no other policy allows.</summary>
    public static YamlMap DenyAll(Chart chart) => new KubernetesObject(chart, "deny-all", "policy").Of("networking.k8s.io/v1", "NetworkPolicy", new()
    {
        { "spec", new YamlMap { { "podSelector", new YamlMap { { "matchLabels", Labels.OfRelease } } }, { "policyTypes", new YamlList { "Ingress", "Egress" } } } },
    }).When(IsOn);

    /// <summary>From some parts, to some ports.</summary>
    public static YamlMap? From(IEnumerable<string> parts, params IEnumerable<object> ports) => Rule("from", parts, ports);

    /// <summary>To some parts, on some ports.</summary>
    public static YamlMap? To(IEnumerable<string> parts, params IEnumerable<object> ports) => Rule("to", parts, ports);

    /// <summary>Whomever a list of peers in the values names; everybody when it is empty.</summary>
    /// <param name="direction">from or to.</param>
    /// <param name="peers">The value, as an expression.</param>
    /// <param name="ports">The ports.</param>
    public static YamlMap Peers(string direction, string peers, params IEnumerable<object> ports) => new()
    {
        { "ports", Ports(ports) },
        TemplateLine.With(peers),
        { direction, new YamlMap { TemplateLine.Block("toYaml .") } },
        TemplateLine.End,
    };

    /// <summary>Ports of TCP.</summary>
    public static YamlList Ports(IEnumerable<object> ports) => YamlList.Of(ports.Select(port => new YamlMap { { "port", port }, { "protocol", "TCP" } }));

    private static YamlMap Names { get; } = new()
    {
        { "ports", new YamlList { new YamlMap { { "port", 53 }, { "protocol", "UDP" } }, new YamlMap { { "port", 53 }, { "protocol", "TCP" } } } },
        TemplateLine.With(".Values.networkPolicy.dnsPeers"),
        { "to", new YamlMap { TemplateLine.Block("toYaml .") } },
        TemplateLine.End,
    };

    private static YamlMap? Rule(string direction, IEnumerable<string> parts, IEnumerable<object> ports) => parts.ToList() is { Count: > 0 } named
        ? new() { { direction, YamlList.Of(named.Select(part => new YamlMap { { "podSelector", new YamlMap { { "matchLabels", Labels.Selector(part) } } } })) }, { "ports", Ports(ports) } }
        : null;
}
