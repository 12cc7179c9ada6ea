using Distribution.Hosting.Postgres.Supervision;

namespace Distribution.Hosting.Tests.Postgres.Simulation;

/// <summary>A supervisor's ways to a simulated server. When that supervisor has died, they do nothing any more.</summary>
internal sealed class SimulatedMember(SimulatedWorld world, SimulatedServer server, SupervisorLife life, Func<string, CancellationToken, Task> prepare) : IProbe, IMemberProcess, IMemberSql, IMemberData
{
    private static readonly TimeSpan Startup = TimeSpan.FromMilliseconds(200);

    public Member Member => new(server.Name, this, this, this, this);

    public bool IsAlive => server.Running;

    public Task EndAsync() => server.End;

    public char State => server.Frozen ? 'T' : 'S';

    public long Turns => server.Turns;

    public bool StopRequested => server.StopRequested;

    public long FreeBytes => server.DiskFull ? 0 : long.MaxValue;

    public Task<ProbeAnswer> ProbeAsync(CancellationToken cancellationToken)
    {
        server.Turns += server.Late ? 1 : 0;
        return Task.FromResult(!server.Running ? ProbeAnswer.Refused : server.Frozen || server.Isolated || server.Late ? ProbeAnswer.Silent : ProbeAnswer.Answered);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        life.Check();
        server.StopRequested = false;
        await prepare(server.Name, cancellationToken);
        await DelayAsync(50, cancellationToken);
        server.Start(world.Now + Startup);
    }

    public void StopFast()
    {
        life.Check();
        if (server is { Running: true, Frozen: false })
        {
            if (!server.IsStandby)
            {
                world.AddRecord(server);
                foreach (var standby in world.Servers.Where(world.Streams))
                {
                    standby.Log!.AddRange(server.Log!.Skip(standby.Log.Count));
                }

                server.ShutDownCleanly = true;
            }

            server.Kill();
        }
    }

    public void Reload()
    {
        life.Check();
        if (server.Answers(world.Now))
        {
            server.Loaded = server.File;
        }
    }

    public async Task FenceAsync(CancellationToken cancellationToken)
    {
        life.Check();
        await DelayAsync(20, cancellationToken);
        server.Kill();
    }

    public Task<MemberSight> LookAsync(CancellationToken cancellationToken)
    {
        if (!Answers)
        {
            return Task.FromException<MemberSight>(new MemberSqlException("no answer", isTimeout: server.Late));
        }

        var standby = world.Servers.FirstOrDefault(other => other != server && other.Loaded.Primary == server.Name && world.LooksStreaming(other));
        var seen = standby is null ? null : new StandbySight(Streaming: true, server.Loaded.Names.Length > 0, (ulong)standby.Log!.Count);
        return Task.FromResult(new MemberSight(server.IsStandby, server.Timeline, (ulong)server.Log!.Count, server.Loaded.Names, seen));
    }

    public async Task<int> PromoteAsync(CancellationToken cancellationToken)
    {
        life.Check();
        await DelayAsync(100, cancellationToken);
        if (!Answers)
        {
            throw new MemberSqlException("no answer");
        }

        if (server.IsStandby)
        {
            server.IsStandby = false;
            server.Timeline++;
            world.AddRecord(server);
        }

        return server.Timeline;
    }

    public Task CheckpointAsync(CancellationToken cancellationToken) => DelayAsync(50, cancellationToken);

    public async Task<ulong> ConfirmSynchronousAsync(string names, CancellationToken cancellationToken)
    {
        await DelayAsync(100, cancellationToken);
        return Answers && server.Loaded.Names == names ? (ulong)server.Log!.Count : throw new MemberSqlException("no answer");
    }

    public Task EnsureSlotAsync(string standby, CancellationToken cancellationToken)
    {
        life.Check();
        server.Slots.Add(standby);
        return Task.CompletedTask;
    }

    public Task ProvisionAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ControlData?> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult(server.Log is null ? null : new ControlData(server.Timeline, (ulong)Math.Max(0, server.Log.Count - 1), server.IsStandby, server.ShutDownCleanly));

    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        life.Check();
        await DelayAsync(500, cancellationToken);
        server.Log = [];
    }

    public async Task CloneAsync(string primary, CancellationToken cancellationToken)
    {
        life.Check();
        await DelayAsync(400, cancellationToken);
        var source = world[primary];
        if (!source.Answers(world.Now) || source.IsStandby || source.Isolated || world.Separated)
        {
            throw new InvalidOperationException("pg_basebackup: the primary went away");
        }

        (server.Log, server.Timeline, server.ShutDownCleanly) = ([.. source.Log!], source.Timeline, false);
        server.Slots.Clear();
    }

    public void FollowNext()
    {
        life.Check();
        server.IsStandby = true;
        server.Slots.Clear();
    }

    public void WriteSettings(string synchronousNames, string? primary)
    {
        life.Check();
        server.File = (synchronousNames, primary);
    }

    private bool Answers => server.Answers(world.Now) && !server.Isolated && !server.Late;

    private async Task DelayAsync(int milliseconds, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), world.Time, cancellationToken);
        life.Check();
    }
}
