using Distribution.Hosting.Postgres.Supervision;

namespace Distribution.Hosting.Tests.Postgres.Simulation;

/// <summary>Two servers, replication between them and clients that write, in steps of 10 ms of invented time on one thread: the same seed gives the same history.</summary>
internal sealed class SimulatedWorld
{
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    /// <summary>How long a primary calls a standby streaming that it hears nothing of: wal_sender_timeout.</summary>
    private static readonly TimeSpan SenderPatience = TimeSpan.FromSeconds(5);

    /// <summary>A gap from which on writers count as held up: the shortest patience with a standby. One that is required again catches up on what was written meanwhile, for which they wait less.</summary>
    private static readonly TimeSpan Noticed = SupervisorDefaults.StandbyUnseen;

    private readonly List<(SimulatedServer Server, long Id, int Index)> _waiting = [];
    private long _next;
    private TimeSpan _separatedAt;
    private SimulatedServer? _cutOff;

    public InventedTime Time { get; } = new();

    public TimeSpan Now { get; private set; }

    public SimulatedServer[] Servers { get; } = [new("postgres-1"), new("postgres-2")];

    /// <summary>What clients were told is safe.</summary>
    public List<long> Acknowledged { get; } = [];

    public TimeSpan LastAcknowledged { get; private set; }

    public TimeSpan LongestGap { get; set; }

    /// <summary>When the longest gap ended.</summary>
    public TimeSpan LongestGapAt { get; private set; }

    /// <summary>How often writers were held up.</summary>
    public int TimesHeldUp { get; set; }

    /// <summary>Whether the servers do not hear each other, while everybody else hears both.</summary>
    public bool Separated
    {
        get;
        set
        {
            (_separatedAt, _cutOff) = value == field ? (_separatedAt, _cutOff) : (Now, value ? Servers.FirstOrDefault(Streams) : null);
            field = value;
        }
    }

    public SimulatedServer this[string name] => Servers.First(server => server.Name == name);

    public void Advance()
    {
        Now += Step;
        Replicate();
        Write();
        Acknowledge();
    }

    /// <summary>Whether the standby receives from the primary now.</summary>
    public bool Streams(SimulatedServer standby) =>
        !Separated && standby.Answers(Now) && standby is { IsStandby: true, DiskFull: false, Loaded.Primary: { } source } && this[source] is { IsStandby: false } primary && primary.Answers(Now) && !primary.Isolated
        && primary.Slots.Contains(standby.Name) && IsPrefix(standby.Log!, primary.Log!);

    /// <summary>Whether the primary calls it streaming.</summary>
    public bool LooksStreaming(SimulatedServer standby) => Streams(standby) || (standby == _cutOff && standby.IsStandby && Now - _separatedAt < SenderPatience);

    public void AddRecord(SimulatedServer server) => server.Log!.Add(-++_next);

    private static bool IsPrefix(List<long> shorter, List<long> longer) => shorter.Count <= longer.Count && shorter.SequenceEqual(longer.Take(shorter.Count));

    private void Replicate()
    {
        foreach (var standby in Servers.Where(Streams))
        {
            var primary = this[standby.Loaded.Primary!];
            standby.Log!.AddRange(primary.Log!.Skip(standby.Log.Count).Take(5));
            standby.Timeline = primary.Timeline;
        }
    }

    private void Write()
    {
        foreach (var server in Servers.Where(server => server.Answers(Now) && !server.IsStandby && !server.DiskFull))
        {
            server.Log!.Add(++_next);
            _waiting.Add((server, _next, server.Log.Count - 1));
        }
    }

    private void Acknowledge()
    {
        _waiting.RemoveAll(write => !write.Server.Running);
        foreach (var write in _waiting.Where(write => write.Server is { Frozen: false, Isolated: false } && IsSafe(write)).ToArray())
        {
            _waiting.Remove(write);
            Acknowledged.Add(write.Id);
            (LongestGap, LongestGapAt) = Now - LastAcknowledged > LongestGap ? (Now - LastAcknowledged, Now) : (LongestGap, LongestGapAt);
            TimesHeldUp += Now - LastAcknowledged > Noticed ? 1 : 0;
            LastAcknowledged = Now;
        }
    }

    private bool IsSafe((SimulatedServer Server, long Id, int Index) write) =>
        write.Server.Loaded.Names.Length == 0 || Servers.Any(standby => standby != write.Server && Streams(standby) && standby.Log!.Count > write.Index);
}
