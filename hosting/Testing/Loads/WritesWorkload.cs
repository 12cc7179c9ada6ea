using System.Globalization;
using Distribution.Drills.Checkers;
using Distribution.Drills.Workloads;

namespace Distribution.Testing.Loads;

/// <summary>Writes of your own: each adds one element, and in the end all are read. What was acknowledged and is not there is lost.</summary>
/// <param name="name">Its name in histories and reports.</param>
/// <param name="write">Adds an element; returns when it is acknowledged, and throws when it is not, which says nothing of whether it is there.</param>
/// <param name="readAll">Reads all elements; those of others do no harm.</param>
/// <param name="perSecond">Writes begun in a second, however long each takes.</param>
public sealed class WritesWorkload(string name, Func<string, CancellationToken, Task> write, Func<CancellationToken, Task<IReadOnlyCollection<string>>> readAll, int perSecond = WritesWorkload.PerSecond) : IWorkload
{
    /// <summary>50: a gap of a fifth of a second shows.</summary>
    public const int PerSecond = 50;

    /// <summary>10 s: a write that takes longer is given up, and its outcome not known.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<IChecker> Checkers => [new LostWritesChecker(name)];

    /// <inheritdoc/>
    public Task PrepareAsync(WorkloadContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task RunAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1d / perSecond));
        var pending = new List<Task>();
        try
        {
            for (var number = 0; await tick.WaitForNextTickAsync(cancellationToken); number++)
            {
                pending.RemoveAll(task => task.IsCompleted);
                pending.Add(WriteAsync(context, string.Create(CultureInfo.InvariantCulture, $"{context.Run}-{number}")));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(pending);
        }
    }

    /// <inheritdoc/>
    public async Task FinishAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var read = context.Recorder.Begin(name, "read", "all");
        read.Ok(string.Join('\n', await readAll(cancellationToken)));
    }

    private async Task WriteAsync(WorkloadContext context, string element)
    {
        using var operation = context.Recorder.Begin(name, "add", element);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await write(element, patience.Token);
            operation.Ok();
        }
        catch (Exception failure)
        {
            operation.Unknown(failure.Message);
        }
    }
}
