using System.CommandLine;
using Distribution.Drills.Targets.Kubernetes;

namespace Distribution.Cli.Drills;

/// <summary>The options that say which release of the Helm chart is drilled, and with what.</summary>
internal sealed class KubernetesOptions
{
    private const string Of = "Of kubernetes:";

    private readonly Option<string?> _namespace = new("--namespace") { Description = $"{Of} the release's namespace; the context's when absent.", HelpName = "NS" };
    private readonly Option<string?> _kubectl = new("--kubectl") { Description = $"{Of} the kubectl to use; the one that DISTRIBUTION_KUBECTL names, or the one on PATH, when absent.", HelpName = "PATH" };
    private readonly Option<string?> _kubeconfig = new("--kubeconfig") { Description = $"{Of} the file of contexts; kubectl's usual one when absent.", HelpName = "FILE" };
    private readonly Option<string?> _context = new("--context") { Description = $"{Of} the context; the current one when absent.", HelpName = "C" };
    private readonly Option<string?> _gateway = new("--gateway") { Description = $"{Of} where this machine reaches the gateway, if not at the address of its Service.", HelpName = "URL" };
    private readonly Option<string?> _nodeCut = new("--node-cut") { Description = $"{Of} a command that cuts a node off; the node's name is appended.", HelpName = "COMMAND" };
    private readonly Option<string?> _nodeHeal = new("--node-heal") { Description = $"{Of} a command that takes that back; the node's name is appended.", HelpName = "COMMAND" };
    private readonly Option<string?> _upgrade = new("--upgrade") { Description = $"{Of} a command that puts another version in place and returns when it serves, as helm upgrade … --wait.", HelpName = "COMMAND" };

    private IEnumerable<Option<string?>> All => [_namespace, _kubectl, _kubeconfig, _context, _gateway, _nodeCut, _nodeHeal, _upgrade];

    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Reads them; null for another target.</summary>
    /// <exception cref="CliException">One is given for another target, is no address, or lacks its counterpart.</exception>
    public KubernetesTargetOptions? Read(ParseResult result, string kind, string release)
    {
        if (kind != TargetChoice.Kubernetes)
        {
            return All.FirstOrDefault(option => result.GetResult(option) is not null) is { } stray
                ? throw Wrong($"{stray.Name}: it is of --target {TargetChoice.Kubernetes}, and the target is {kind}.")
                : null;
        }

        if ((result.GetValue(_nodeCut) is null) != (result.GetValue(_nodeHeal) is null))
        {
            throw Wrong($"{_nodeCut.Name} and {_nodeHeal.Name} belong together: a node that is cut off has to come back.");
        }

        return new(release)
        {
            Namespace = result.GetValue(_namespace),
            Kubectl = result.GetValue(_kubectl),
            Kubeconfig = result.GetValue(_kubeconfig),
            Context = result.GetValue(_context),
            Gateway = result.GetValue(_gateway) is { } text ? Address(text) : null,
            NodeCut = result.GetValue(_nodeCut),
            NodeHeal = result.GetValue(_nodeHeal),
            Upgrade = result.GetValue(_upgrade),
        };
    }

    private Uri Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        ? url
        : throw Wrong($"{_gateway.Name}: '{text}' is not an address: give http://HOST:PORT.");

    private static CliException Wrong(string message) => new($"drill: {message}", ExitCodes.UnknownOrUsage);
}
