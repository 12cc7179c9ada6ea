using System.CommandLine;
using Distribution.Cli.Topologies;

namespace Distribution.Cli.Drills;

/// <summary>The options that say what is drilled.</summary>
internal sealed class TargetOptions
{
    private readonly TopologyOptions _topology = new();
    private readonly Option<string> _target = new("--target") { Description = "What is drilled: the processes of ./distribution up, the containers of docker compose, or a release of the Helm chart, which --name names.", DefaultValueFactory = _ => TargetChoice.Local };
    private readonly Option<string?> _secrets = new("--secrets") { Description = "Of compose: where the topology's secrets are, if not where its containers have them from.", HelpName = "DIR" };

    private readonly KubernetesOptions _kubernetes = new();

    public TargetOptions() => _target.AcceptOnlyFromAmong(TargetChoice.Local, TargetChoice.Compose, TargetChoice.Kubernetes);

    public void AddTo(Command command)
    {
        _topology.AddTo(command);
        command.Options.Add(_target);
        command.Options.Add(_secrets);
        _kubernetes.AddTo(command);
    }

    /// <exception cref="CliException">An option is not one of this target's.</exception>
    public TargetChoice Choice(ParseResult result)
    {
        var (kind, folder) = (result.GetValue(_target)!, _topology.Folder(result));
        return new(kind, folder) { Secrets = result.GetValue(_secrets), Cluster = _kubernetes.Read(result, kind, folder.Name) };
    }
}
