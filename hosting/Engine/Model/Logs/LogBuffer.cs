using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Model;

/// <summary>
/// The last lines of a log. Who reads keeps only the number of the line that comes next: one who is slow holds nothing back and costs nothing,
/// and misses the lines that have been overwritten meanwhile.
/// </summary>
internal sealed class LogBuffer(int capacity = LogBuffer.DefaultCapacity)
{
    /// <summary>About a megabyte of lines of a usual length, for each of forty resources.</summary>
    public const int DefaultCapacity = 10_000;

    private readonly Queue<LogLine> lines = new();
    private readonly Lock gate = new();
    private TaskCompletionSource changed = NewSignal();
    private int next = 1;
    private bool completed;

    public void Append(string content, bool isError)
    {
        lock (gate)
        {
            lines.Enqueue(new LogLine(next++, content, isError));
            if (lines.Count > capacity)
            {
                lines.Dequeue();
            }

            completed = false;
            Signal();
        }
    }

    public void Complete()
    {
        lock (gate)
        {
            completed = true;
            Signal();
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            lines.Clear();
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> ReadAsync(bool follow, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var seen = 0;
        while (true)
        {
            LogLine[] fresh;
            Task more;
            bool end;
            lock (gate)
            {
                fresh = Fresh(seen);
                more = changed.Task;
                end = completed || !follow;
            }

            if (fresh.Length > 0)
            {
                seen = fresh[^1].LineNumber;
                yield return fresh;
            }
            else if (end)
            {
                yield break;
            }
            else
            {
                await more.WaitAsync(cancellationToken);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LogLine[] Fresh(int seen)
    {
        var missing = Math.Min(next - 1 - seen, lines.Count);
        return missing <= 0 ? [] : [.. lines.Skip(lines.Count - missing)];
    }

    private void Signal()
    {
        changed.TrySetResult();
        changed = NewSignal();
    }
}
