namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>Keeps the <see cref="ClusterRecord"/>.</summary>
internal interface IRecordStore
{
    /// <summary>The record, or null when there is none yet.</summary>
    /// <exception cref="UnreadableRecordException">There is one that cannot be understood.</exception>
    ClusterRecord? Load();

    /// <summary>Returns once the record is on disk: it survives a power cut.</summary>
    /// <exception cref="IOException">It could not be written; the old one stands.</exception>
    void Save(ClusterRecord record);

    /// <summary>Puts an unreadable record aside, so that a person can still look at it, and says where.</summary>
    string SetAside();
}
