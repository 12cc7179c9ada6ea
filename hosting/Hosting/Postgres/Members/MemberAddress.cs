namespace Distribution.Hosting.Postgres.Members;

/// <summary>Where a member is.</summary>
/// <param name="Name">Its resource name.</param>
/// <param name="Port">Where it listens on 127.0.0.1.</param>
/// <param name="DataDirectory">Its data, as a path without links: processes are found by it.</param>
/// <param name="SettingsFile">Its configuration file.</param>
internal sealed record MemberAddress(string Name, int Port, string DataDirectory, string SettingsFile)
{
    /// <summary>What the server is started with.</summary>
    public string[] ServerArguments => ["-D", DataDirectory, "-c", $"config_file={SettingsFile}"];
}
