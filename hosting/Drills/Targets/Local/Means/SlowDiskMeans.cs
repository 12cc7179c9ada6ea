using System.Globalization;
using Distribution.Drills.Faults;
using Distribution.Machine.Processes;
using Distribution.Machine.State;

namespace Distribution.Drills.Targets.Local.Means;

/// <summary>Lets a member's processes do only a few writes a second to the disk that its data is on, by the kernel's block I/O controller (cgroup v1). What they leave to the kernel to write later is not slowed; what they wait for is.</summary>
internal sealed class SlowDiskMeans(StateFolder folder) : ILocalMeans
{
    private const string Controller = "/sys/fs/cgroup/blkio";

    /// <summary>30 writes a second: a worn disk, or a neighbour who has it all.</summary>
    private const int WritesPerSecond = 30;

    public IReadOnlyCollection<Injection> Injections => [Injection.SlowDisk, Injection.UnslowDisk];

    public string? Lack =>
        !Environment.IsPrivilegedProcess ? "slowing a disk needs root: run the topology and the drill as root."
        : !File.Exists(Path.Combine(Controller, "blkio.throttle.write_iops_device")) ? $"this kernel has no block I/O controller at {Controller} (cgroup v1)."
        : Device(folder.Data) is null ? $"{folder.Data} is not on a disk of its own device."
        : null;

    public async Task InjectAsync(Member member, Injection injection, CancellationToken cancellationToken)
    {
        var group = Path.Combine(Controller, $"distribution-{folder.Name}-{member.Name}");
        if (injection == Injection.SlowDisk)
        {
            Directory.CreateDirectory(group);
            await File.WriteAllTextAsync(Path.Combine(group, "blkio.throttle.write_iops_device"), $"{Device(folder.Data)} {WritesPerSecond}", cancellationToken);
            Move(Tree(member), group);
        }
        else if (Directory.Exists(group))
        {
            Move((await File.ReadAllLinesAsync(Path.Combine(group, "cgroup.procs"), cancellationToken)).Select(line => int.Parse(line, CultureInfo.InvariantCulture)), Controller);
            Directory.Delete(group);
        }
    }

    private static IEnumerable<int> Tree(Member member)
    {
        var pid = int.Parse(member.Instance!, CultureInfo.InvariantCulture);
        return ProcessTable.Descendants(pid).Prepend(pid);
    }

    // One that has ended meanwhile needs no place.
    private static void Move(IEnumerable<int> processes, string group)
    {
        foreach (var pid in processes.ToList())
        {
            try
            {
                File.WriteAllText(Path.Combine(group, "cgroup.procs"), pid.ToString(CultureInfo.InvariantCulture));
            }
            catch (IOException) when (!ProcessTable.IsAlive(pid))
            {
            }
        }
    }

    // A line of mountinfo: id, parent, major:minor, root, mount point …; a device of major 0 is no disk.
    private static string? Device(string path) => File.ReadLines("/proc/self/mountinfo")
        .Select(line => line.Split(' '))
        .Where(fields => path.StartsWith(fields[4].TrimEnd('/') + "/", StringComparison.Ordinal))
        .OrderByDescending(fields => fields[4].Length)
        .Select(fields => fields[2])
        .FirstOrDefault() is { } device && !device.StartsWith("0:", StringComparison.Ordinal) ? device : null;
}
