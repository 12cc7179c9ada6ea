namespace Distribution.Hosting.Valkey;

/// <summary>Keeps the record across restarts.</summary>
internal interface IClusterRecords
{
    /// <summary>The record as it was last saved, or one made from what is on disk.</summary>
    ClusterRecord Load();

    /// <summary>Saves it durably before it returns.</summary>
    void Save(ClusterRecord record);
}
