using Distribution.Drills.Checkers;
using Distribution.Drills.Targets;
using Distribution.Valkey;

namespace Distribution.Drills.Workloads;

/// <summary>Sets keys in Valkey with the client's durable option, each once; in the end all of them are read.</summary>
/// <param name="perSecond">Writes a second.</param>
public sealed class ValkeyWorkload(int perSecond = ValkeyWorkload.PerSecond) : IWorkload
{
    /// <summary>50, as for the other stores.</summary>
    public const int PerSecond = 50;

    /// <summary>An hour: what a drill leaves behind goes by itself.</summary>
    private const int ExpirySeconds = 3600;

    private ValkeyClient? _client;
    private TargetState? _first;

    /// <inheritdoc/>
    public string Name => "valkey";

    /// <inheritdoc/>
    public IReadOnlyList<IChecker> Checkers => [new LostWritesChecker(Name)];

    /// <inheritdoc/>
    public async Task PrepareAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        _first = await context.Target.LookAsync(cancellationToken);
        _client = new ValkeyClient(ValkeyOptions.Parse(context.Target.Valkey));
        await _client.WaitUntilConnectedAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task RunAsync(WorkloadContext context, CancellationToken cancellationToken) => Pace.KeepAsync(context, perSecond, number => SetAsync(context, $"drill:{context.Run}:{number}"), cancellationToken);

    /// <inheritdoc/>
    public async Task FinishAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var keys = context.Recorder.Snapshot().Of(Name).Where(operation => operation.Action == "add").Select(operation => operation.Key).ToList();
        using var read = context.Recorder.Begin(Name, "read", "all");
        var there = await Task.WhenAll(keys.Select(async key => (Key: key, Value: await _client!.GetTextAsync(key, cancellationToken))));
        read.Ok(string.Join('\n', there.Where(found => found.Value is not null).Select(found => found.Key)));
        await _client!.DisposeAsync();
    }

    private async Task SetAsync(WorkloadContext context, string key)
    {
        using var operation = context.Recorder.Begin(Name, "add", key);
        try
        {
            await _client!.ExecuteDurablyAsync(ValkeyCommand.Of("SET", key, "1", "EX", ExpirySeconds));
            operation.Ok(node: _client.Primary is { } primary ? _first!.NameOf(primary.Host, primary.Port) : null);
        }
        catch (ValkeyException failure) when (failure.MayHaveBeenExecuted)
        {
            operation.Unknown(failure.Message);
        }
        catch (ValkeyException failure)
        {
            operation.Fail(failure.Message);
        }
    }
}
