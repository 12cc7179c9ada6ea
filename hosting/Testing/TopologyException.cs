namespace Distribution.Testing;

/// <summary>A topology could not be started, broken or judged as a test wanted it. The message says what, why, and where logs, histories and reports are kept.</summary>
public sealed class TopologyException : Exception
{
    internal TopologyException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    internal TopologyException(string message, string folder, Exception? inner = null)
        : base($"{message}\nLogs, histories and reports are kept in {folder}", inner) => Folder = folder;

    /// <summary>Where logs, histories and reports are kept; null when nothing had been made.</summary>
    public string? Folder { get; }
}
