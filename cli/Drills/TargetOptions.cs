using System.CommandLine;
using Distribution.Cli.Topologies;

namespace Distribution.Cli.Drills;

/// <summary>The options that say what is drilled.</summary>
internal sealed class TargetOptions
{
    private readonly TopologyOptions _topology = new();
    private readonly Option<string> _target = new("--target") { Description = "What is drilled: the processes of ./distribution up, or the containers of docker compose.", DefaultValueFactory = _ => TargetChoice.Local };
    private readonly Option<string?> _secrets = new("--secrets") { Description = "Of compose: where the topology's secrets are, if not where its containers have them from.", HelpName = "DIR" };

    public TargetOptions() => _target.AcceptOnlyFromAmong(TargetChoice.Local, TargetChoice.Compose);

    public void AddTo(Command command)
    {
        _topology.AddTo(command);
        command.Options.Add(_target);
        command.Options.Add(_secrets);
    }

    public TargetChoice Choice(ParseResult result) => new(result.GetValue(_target)!, _topology.Folder(result)) { Secrets = result.GetValue(_secrets) };
}
