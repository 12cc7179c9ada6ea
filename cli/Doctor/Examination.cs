using System.Diagnostics;
using Distribution.Machine.Ports;
using Distribution.Machine.Processes;
using Distribution.Machine.Tools;

namespace Distribution.Cli.Doctor;

/// <summary>Looks at the machine: programs, account, ports, memory.</summary>
internal static class Examination
{
    /// <summary>What the topology was measured to need, with room for a build beside it.</summary>
    private const long WantedMemory = 2L << 30;

    private const string Remedy = "Install it with: ./distribution setup";

    private static readonly (string Tool, string What)[] Tools =
    [
        ("postgres", "PostgreSQL 15 or newer"), ("pg_basebackup", "PostgreSQL's pg_basebackup"), ("valkey-server", "Valkey 8 (or Redis 7)"), ("valkey-sentinel", "Valkey's Sentinel (or Redis's)"),
        ("pgbouncer", "PgBouncer"), ("dcp", "Aspire's orchestrator"), ("aspire-managed", "Aspire's dashboard"),
    ];

    private static readonly (int Port, string What)[] FixedPorts = [(8080, "port of the gateway"), (18888, "port of the dashboard")];

    public static async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation)
    {
        var findings = new List<Finding> { new(".NET", Environment.Version.Major >= 10, Environment.Version.ToString(), "Install the .NET 10 SDK.") };
        foreach (var (tool, what) in Tools)
        {
            findings.Add(Tool.TryFind(tool) is { } path ? new(what, true, await DescribeAsync(path, tool, cancellation)) : new(what, false, "not found.", Remedy));
        }

        findings.Add(CheckAccount());
        findings.AddRange(FixedPorts.Select(port => CheckPort(port.Port, port.What)));
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        findings.Add(new("memory", memory >= WantedMemory, $"{memory >> 20} MiB", $"A topology wants {WantedMemory >> 20} MiB."));
        return findings;
    }

    private static Finding CheckAccount()
    {
        try
        {
            return new("account of the databases", true, Account.ForServers()?.Name ?? Environment.UserName);
        }
        catch (InvalidOperationException failure)
        {
            return new("account of the databases", false, "none.", failure.Message);
        }
    }

    // A taken port is no fault of the machine: a topology may be running, and --ports random does without.
    private static Finding CheckPort(int port, string what) =>
        new(what, true, PortHolder.Find(port) is { } holder ? $"{port}, in use by {holder}; start with --ports random" : $"{port}, free");

    private static async Task<string> DescribeAsync(string path, string tool, CancellationToken cancellation)
    {
        if (tool is "dcp" or "aspire-managed")
        {
            return $"{Tool.AspireBundleVersion}, {path}";
        }

        using var process = Process.Start(new ProcessStartInfo(path, ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true });
        var version = process is null ? "" : (await process.StandardOutput.ReadToEndAsync(cancellation)).Split('\n')[0];
        return $"{version}, {path}";
    }
}
