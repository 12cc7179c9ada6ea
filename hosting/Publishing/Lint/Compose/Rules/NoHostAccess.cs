using Distribution.Publishing.Lint.Compose.Documents;

namespace Distribution.Publishing.Lint.Compose.Rules;

/// <summary>A container does not share the machine's namespaces, devices or files.</summary>
internal sealed class NoHostAccess() : ServiceRule("no-host-access")
{
    private static readonly string[] Namespaces = ["network_mode", "pid", "ipc", "userns_mode", "uts", "cgroup"];

    protected override IEnumerable<string> Remedies(ServiceNode service) =>
    [
        .. When(service["privileged"].IsTrue, "Take privileged away."),
        .. Namespaces.Where(name => service[name].Text == "host").Select(name => $"Take {name}: host away."),
        .. When(service["devices"].Items.Any(), "Take devices away."),
        .. service.Volumes.Where(volume => volume.Source.StartsWith('/')).Select(volume => $"Use a named volume in place of the machine's {volume.Source}."),
    ];
}
