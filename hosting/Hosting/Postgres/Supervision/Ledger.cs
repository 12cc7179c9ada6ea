namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>The record in memory, never ahead of the one on disk.</summary>
internal sealed class Ledger(string cluster, IReadOnlyList<Member> members, IRecordStore store, Microsoft.Extensions.Logging.ILogger logger)
{
    /// <summary>The record, or null before the first start.</summary>
    public ClusterRecord? Current { get; private set; }

    /// <summary>Writes the record if it differs, and only then counts it as current.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Save(ClusterRecord record)
    {
        if (record != Current)
        {
            store.Save(record);
            Current = record;
        }
    }

    /// <summary>Reads the record; makes one for a new cluster; finds it again from the members' data when it is lost or corrupt.</summary>
    /// <exception cref="UnreadableRecordException">What the primary is cannot be told, so nothing may start.</exception>
    public async Task<ClusterRecord> OpenAsync(CancellationToken cancellationToken)
    {
        if (Current is { } current)
        {
            return current;
        }

        try
        {
            return Accept(store.Load() ?? await FindAsync(problem: null, cancellationToken));
        }
        catch (UnreadableRecordException unreadable) when (!unreadable.IsNewer)
        {
            return Accept(await FindAsync(unreadable.Message, cancellationToken));
        }
    }

    /// <summary>Reads the record if there is a good one, and makes none: for a supervisor that comes to servers that are running already.</summary>
    public ClusterRecord? TryOpen()
    {
        try
        {
            return store.Load() is { } record ? Accept(record) : null;
        }
        catch (UnreadableRecordException)
        {
            return null;
        }
    }

    private async Task<ClusterRecord> FindAsync(string? problem, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ControlData>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (await member.Data.ReadAsync(cancellationToken) is { } data)
            {
                found[member.Name] = data;
            }
        }

        if (found.Count == 0 && problem is null)
        {
            return await InitializeAsync(cancellationToken);
        }

        var lost = problem ?? $"The state file of cluster '{cluster}' is missing.";
        var record = RecordRecovery.Decide(cluster, found) ?? throw new UnreadableRecordException(
            $"{lost} The members' data ({Describe(found)}) does not tell which one is primary, so none is started: put the state file back from a copy, or, to give the data up, ./distribution down --wipe.");
        var aside = problem is null ? "(nothing)" : store.SetAside();
        SupervisorLog.RecordRecovered(logger, lost, aside, record.Primary, record.Term);
        Save(record);
        return record;
    }

    private async Task<ClusterRecord> InitializeAsync(CancellationToken cancellationToken)
    {
        SupervisorLog.Initializing(logger, members[0].Name);
        await members[0].Data.InitializeAsync(cancellationToken);
        var record = new ClusterRecord(cluster, Term: 1, members[0].Name, StandbyStanding.Diverged);
        Save(record);
        return record;
    }

    private ClusterRecord Accept(ClusterRecord record)
    {
        if (members.All(member => member.Name != record.Primary))
        {
            throw new UnreadableRecordException($"The primary of cluster '{cluster}' is {record.Primary}, and the topology no longer has it: add .WithStandby() again, switch over, then take the standby out.");
        }

        Current = record;

        // Without a standby in the topology nobody confirms what is written from now on.
        Save(members.Count == 1 ? record with { Standby = StandbyStanding.Diverged, Promoting = null } : record);
        return Current;
    }

    private static string Describe(Dictionary<string, ControlData> found) =>
        found.Count == 0 ? "none" : string.Join("; ", found.Select(member => $"{member.Key}: {(member.Value.IsStandby ? "standby" : "primary")}, timeline {member.Value.Timeline}"));
}
