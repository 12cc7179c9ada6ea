using System.Diagnostics;

namespace Distribution.Leases.Tests;

/// <summary>A store within one process: the second one that the conformance suite is run against, and, without exclusion, a planted bug.</summary>
internal sealed class MemoryLeaseStore(bool exclusive = true) : ILeaseStore
{
    private readonly Dictionary<string, Row> _rows = [];
    private readonly Lock _lock = new();

    public Task<LeaseAnswer> TryAcquireAsync(string name, string holder, TimeSpan ttl, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var row = _rows.GetValueOrDefault(name);
            if (exclusive && row is { Holder: not null } && row.Left > TimeSpan.Zero)
            {
                return Task.FromResult(new LeaseAnswer(null, row.Left));
            }

            _rows[name] = new Row(holder, (row?.Term ?? 0) + 1, ttl, Stopwatch.GetTimestamp());
            return Task.FromResult(new LeaseAnswer(new Term(name, _rows[name].Term), default));
        }
    }

    public Task<bool> RenewAsync(Term term, string holder, TimeSpan ttl, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var held = IsHeld(term, holder) && _rows[term.Lease].Left > TimeSpan.Zero;
            if (held)
            {
                _rows[term.Lease] = _rows[term.Lease] with { Ttl = ttl, At = Stopwatch.GetTimestamp() };
            }

            return Task.FromResult(held);
        }
    }

    public Task ReleaseAsync(Term term, string holder, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (IsHeld(term, holder))
            {
                _rows[term.Lease] = _rows[term.Lease] with { Holder = null };
            }
        }

        return Task.CompletedTask;
    }

    private bool IsHeld(Term term, string holder) => _rows.TryGetValue(term.Lease, out var row) && row.Holder == holder && row.Term == term.Number;

    private sealed record Row(string? Holder, long Term, TimeSpan Ttl, long At)
    {
        public TimeSpan Left => Ttl - Stopwatch.GetElapsedTime(At);
    }
}
