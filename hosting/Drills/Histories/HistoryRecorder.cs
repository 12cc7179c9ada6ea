using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;

namespace Distribution.Drills.Histories;

/// <summary>
/// Records what workloads do, from any number of threads: <c>history.jsonl</c> has a line when an operation is begun and one when its outcome is known, so that a drill that is itself killed leaves what it saw.
/// </summary>
public sealed class HistoryRecorder : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly Channel<HistoryLine> _lines = Channel.CreateUnbounded<HistoryLine>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<long, Operation> _operations = new();
    private readonly List<Mark> _marks = [];
    private readonly Task _writing;
    private long _lastId;

    /// <summary>Starts the drill's clock.</summary>
    /// <param name="path">The file to write; null for none.</param>
    /// <param name="time">The clock.</param>
    public HistoryRecorder(string? path = null, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _started = _time.GetTimestamp();
        _writing = path is null ? Task.CompletedTask : WriteAsync(path);
        IsWriting = path is not null;
    }

    /// <summary>Since the drill began.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_started);

    private bool IsWriting { get; }

    /// <summary>Begins an operation; it must be recorded before anything is sent.</summary>
    public PendingOperation Begin(string workload, string action, string key, string? input = null)
    {
        var operation = new Operation(Interlocked.Increment(ref _lastId), workload, action, key, input, Elapsed, _time.GetUtcNow());
        _operations[operation.Id] = operation;
        Write(new HistoryLine("invoke", operation, null));
        return new PendingOperation(this, operation);
    }

    /// <summary>Records something that happened to the system.</summary>
    public void Mark(MarkKind kind, string subject, string text)
    {
        var mark = new Mark(kind, subject, text, Elapsed, _time.GetUtcNow());
        lock (_marks)
        {
            _marks.Add(mark);
        }

        Write(new HistoryLine("mark", null, mark));
    }

    /// <summary>What was recorded so far; operations whose outcome is not known yet are <see cref="Outcome.Unknown"/>.</summary>
    public History Snapshot()
    {
        lock (_marks)
        {
            return new([.. _operations.Values.OrderBy(operation => operation.Id)], [.. _marks]);
        }
    }

    /// <summary>Writes what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _writing;
    }

    internal void Complete(Operation operation)
    {
        _operations[operation.Id] = operation;
        Write(new HistoryLine(operation.Outcome switch { Outcome.Ok => "ok", Outcome.Fail => "fail", _ => "unknown" }, operation, null));
    }

    private void Write(HistoryLine line)
    {
        if (IsWriting)
        {
            _lines.Writer.TryWrite(line);
        }
    }

    private async Task WriteAsync(string path)
    {
        await using var file = new StreamWriter(path);
        while (await _lines.Reader.WaitToReadAsync())
        {
            while (_lines.Reader.TryRead(out var line))
            {
                await file.WriteLineAsync(JsonSerializer.Serialize(line, HistoryJson.Default.HistoryLine));
            }

            await file.FlushAsync();
        }
    }
}
