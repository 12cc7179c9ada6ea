namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>Cuts nodes off, and has them back, by the operator's own commands: how a machine is lost, only who runs it knows.</summary>
internal sealed class NodeOutage(string? cut, string? heal) : IDisposable
{
    /// <summary>120 s: the command that takes it back may wait until the cluster has the node again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly HashSet<string> _cut = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Why no node can be lost; null when one can.</summary>
    public string? Lack => cut is null || heal is null ? "how a node is lost has to be said: --node-cut COMMAND and --node-heal COMMAND, to which the node's name is appended." : null;

    /// <summary>Cuts one off; a second call for it waits for the first.</summary>
    /// <exception cref="TargetException">The command failed; what it did nevertheless is taken back by <see cref="HealAsync"/>.</exception>
    public Task CutAsync(string node, CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        if (_cut.Add(node))
        {
            await RunAsync(cut!, node, cancellationToken);
        }
    });

    /// <summary>Has all back that were cut off.</summary>
    /// <exception cref="TargetException">The command failed; it is tried again at the next call.</exception>
    public Task HealAsync(CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        foreach (var node in _cut.ToList())
        {
            await RunAsync(heal!, node, cancellationToken);
            _cut.Remove(node);
        }
    });

    public void Dispose() => _one.Dispose();

    // What has begun is ended, whoever gives up: a node that is cut off half may be any.
    private async Task AloneAsync(Func<Task> work)
    {
        await _one.WaitAsync(CancellationToken.None);
        try
        {
            await work();
        }
        finally
        {
            _one.Release();
        }
    }

    private static Task RunAsync(string command, string node, CancellationToken cancellationToken) =>
        OperatorCommand.RunAsync(command, [node], $"{command} {node}", Patience, cancellationToken);
}
