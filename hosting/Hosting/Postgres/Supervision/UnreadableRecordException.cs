namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>A cluster's state file exists and cannot be understood.</summary>
internal sealed class UnreadableRecordException(string message, bool isNewer = false, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether a later version wrote it: then it is right, and this version must not touch it.</summary>
    public bool IsNewer { get; } = isNewer;
}
