using System.Diagnostics;

namespace Distribution.Leases.Tests;

/// <summary>Who believed to hold a lease, and when: checked afterwards.</summary>
public sealed class History
{
    private readonly List<Holding> _holdings = [];
    private readonly Lock _lock = new();

    /// <summary>The lease that contenders of this history want.</summary>
    public string Lease { get; } = $"lease-{Guid.NewGuid():N}";

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _holdings.Count;
            }
        }
    }

    /// <summary>Holds the lease for a while, or until it is lost, and records it.</summary>
    public async Task HoldAsync(ILease lease, TimeSpan duration)
    {
        var from = Stopwatch.GetTimestamp();
        var until = from;
        while (lease.IsHeld && Stopwatch.GetElapsedTime(from) < duration)
        {
            // Read before the question: at this moment it certainly was held if the answer is yes.
            var moment = Stopwatch.GetTimestamp();
            until = lease.IsHeld ? moment : until;
            await Task.Delay(TimeSpan.FromMilliseconds(2));
        }

        Add(new(lease.Term.Number, from, until));
    }

    public void Add(Holding holding)
    {
        lock (_lock)
        {
            _holdings.Add(holding);
        }
    }

    public void AssertOneHolderAtATime()
    {
        var ordered = _holdings.OrderBy(holding => holding.Term).ToArray();
        Assert.Equal(ordered.Length, ordered.Select(holding => holding.Term).Distinct().Count());
        foreach (var (earlier, later) in ordered.Zip(ordered.Skip(1)))
        {
            Assert.True(earlier.Until <= later.From, $"Terms {earlier.Term} and {later.Term} were held together for {Stopwatch.GetElapsedTime(later.From, earlier.Until)}.");
        }
    }

    /// <summary>One who held the lease, by the monotonic clock of this process.</summary>
    public sealed record Holding(long Term, long From, long Until);
}
