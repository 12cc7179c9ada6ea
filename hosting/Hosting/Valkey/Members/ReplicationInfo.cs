using System.Globalization;

namespace Distribution.Hosting.Valkey;

/// <summary>Reads the answer to <c>INFO replication persistence</c>.</summary>
internal static class ReplicationInfo
{
    public static NodeReport Read(string info, Func<int, string?> memberOfPort)
    {
        var fields = info.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var isPrimary = Text("role") == "master";
        return new NodeReport(
            isPrimary,
            Number(isPrimary ? "master_repl_offset" : "slave_repl_offset"),
            isPrimary ? null : memberOfPort((int)Number("master_port")),
            Text("master_link_status") == "up",
            (int)Number("min_slaves_good_slaves"),
            Number("loading") != 0,
            Text("aof_last_write_status") is "" or "ok");

        string Text(string key) => fields.GetValueOrDefault(key, "");

        long Number(string key) => long.TryParse(Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
