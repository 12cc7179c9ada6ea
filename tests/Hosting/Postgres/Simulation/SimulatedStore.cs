using Distribution.Hosting.Postgres.Supervision;

namespace Distribution.Hosting.Tests.Postgres.Simulation;

/// <summary>The state file of a simulated cluster.</summary>
internal sealed class SimulatedStore
{
    public ClusterRecord? Record { get; set; }

    public bool DiskFull { get; set; }

    /// <summary>The planted bug: what is said of the standby never reaches the disk once it was promotable.</summary>
    public bool ForgetsLosses { get; set; }

    public bool Corrupt { get; set; }

    public IRecordStore For(SupervisorLife life) => new View(this, life);

    private sealed class View(SimulatedStore store, SupervisorLife life) : IRecordStore
    {
        public ClusterRecord? Load() => store.Corrupt ? throw new UnreadableRecordException("The state file is corrupt.") : store.Record;

        public void Save(ClusterRecord record)
        {
            life.Check();
            if (store.DiskFull)
            {
                throw new IOException("No space left on device");
            }

            var forgets = store.ForgetsLosses && store.Record is { Standby: StandbyStanding.Promotable, Promoting: null } && record is { Standby: StandbyStanding.Behind };
            store.Record = forgets ? store.Record : record;
        }

        public string SetAside()
        {
            store.Corrupt = false;
            store.Record = null;
            return "aside";
        }
    }
}
