namespace Distribution.Hosting.Postgres.Members;

/// <summary>Where a member is.</summary>
/// <param name="Name">Its resource name.</param>
/// <param name="Port">Where everybody looks for it on 127.0.0.1.</param>
/// <param name="DataDirectory">Its data, as a path without links: processes are found by it.</param>
/// <param name="SettingsFile">Its configuration file.</param>
internal sealed record MemberAddress(string Name, int Port, string DataDirectory, string SettingsFile)
{
    /// <summary>Where the server itself listens: another port when a relay stands before it.</summary>
    public int TargetPort { get; init; } = Port;

    /// <summary>What the server is started with.</summary>
    public string[] ServerArguments => ["-D", DataDirectory, "-c", $"config_file={SettingsFile}"];
}
