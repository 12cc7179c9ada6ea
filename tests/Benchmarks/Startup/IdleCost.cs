using System.Globalization;
using Distribution.Servers;

namespace Distribution.Benchmarks.Startup;

/// <summary>What an idle topology costs, without Aspire's orchestrator and dashboard.</summary>
internal sealed record IdleCost(double ResidentMebibytes, double ProportionalMebibytes, double CoreShare, double WholeCoreShare)
{
    // Linux reports times of processes in ticks of 10 ms everywhere (USER_HZ).
    private const double TicksPerSecond = 100;

    // User and system time, and those of children that have ended: a Postgres server forks for each connection and each probe.
    private const int FirstTime = 11;
    private const int LastTime = 14;
    private static readonly string[] Aspires = ["/dcp", "aspire-managed"];

    public static async Task<IdleCost> MeasureAsync(LocalTopology topology, TimeSpan time)
    {
        var pids = topology.Processes();
        var ours = pids.Where(pid => !Aspires.Any(name => File.ReadAllText($"/proc/{pid}/cmdline").Split('\0')[0].Contains(name, StringComparison.Ordinal))).ToArray();
        await Task.Delay(time / 3);
        var (before, allBefore) = (ours.Sum(Ticks), pids.Sum(Ticks));
        await Task.Delay(time);
        return new IdleCost(ours.Sum(pid => Rollup(pid, "Rss")), ours.Sum(pid => Rollup(pid, "Pss")), (ours.Sum(Ticks) - before) / TicksPerSecond / time.TotalSeconds, (pids.Sum(Ticks) - allBefore) / TicksPerSecond / time.TotalSeconds);
    }

    public override string ToString() =>
        $"{ResidentMebibytes:0} MiB resident ({ProportionalMebibytes:0} MiB with shared pages counted once), {CoreShare:P0} of one core; {WholeCoreShare:P0} with Aspire's orchestrator and dashboard";

    private static double Ticks(int pid)
    {
        var fields = Read($"/proc/{pid}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > LastTime ? fields[FirstTime..(LastTime + 1)].Sum(time => double.Parse(time, CultureInfo.InvariantCulture)) : 0;
    }

    private static double Rollup(int pid, string what) => Read($"/proc/{pid}/smaps_rollup").Split('\n')
        .Where(line => line.StartsWith($"{what}:", StringComparison.Ordinal))
        .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
        .FirstOrDefault();

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
