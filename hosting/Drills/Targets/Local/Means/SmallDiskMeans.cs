using Distribution.Drills.Faults;
using Distribution.Machine.Disks;
using Distribution.Machine.State;

namespace Distribution.Drills.Targets.Local.Means;

/// <summary>
/// Puts one member's data on a disk of its own, in memory, and leaves no room there. The disk is mounted on the member's folder while it is stopped, and its data goes: a standby is then made anew from its primary, on the new disk,
/// and made anew again where it was before when the disk is taken away. So nothing is copied here, and the member with everything is never touched: one that is primary hands over first.
/// </summary>
internal sealed class SmallDiskMeans(ITarget target, StateFolder folder) : ILocalMeans
{
    /// <summary>512 MiB: a member's data twice over, which is what making it anew takes, with its WAL.</summary>
    private const long Size = 512L * 1024 * 1024;

    /// <summary>10 s for another member to have taken over from one that was stopped: it shuts down, is waited for for 3 s, and the other is promoted.</summary>
    private static readonly TimeSpan HandOver = TimeSpan.FromSeconds(10);

    public IReadOnlyCollection<Injection> Injections => [Injection.OwnDisk, Injection.FillDisk, Injection.MakeRoom, Injection.SharedDisk];

    public string? Lack => MemoryDisk.Lack;

    public async Task InjectAsync(Member member, Injection injection, CancellationToken cancellationToken)
    {
        var data = Path.Combine(folder.Data, member.Name);
        try
        {
            switch (injection)
            {
                case Injection.OwnDisk when !MemoryDisk.IsAt(data):
                    await target.RestartAsync(member, () => ReplaceAsync(member, data, () => MemoryDisk.Mount(data, Size), cancellationToken), cancellationToken);
                    break;
                case Injection.SharedDisk when MemoryDisk.IsAt(data):
                    await target.RestartAsync(member, () => ReplaceAsync(member, data, () => MemoryDisk.Unmount(data), cancellationToken), cancellationToken);
                    break;
                case Injection.FillDisk or Injection.MakeRoom when !MemoryDisk.IsAt(data):
                    throw new TargetException($"{member.Name} is on no disk of its own: the roles have changed since it was chosen.");
                case Injection.FillDisk:
                    MemoryDisk.Fill(data);
                    break;
                case Injection.MakeRoom:
                    MemoryDisk.Resize(data, Size);
                    break;
                default:
                    break;
            }
        }
        catch (IOException failure)
        {
            throw new TargetException($"{injection} of {member.Name}: {failure.Message}", failure);
        }
    }

    // What is deleted here must be somewhere else: whoever is primary now has all of it.
    private async Task ReplaceAsync(Member member, string data, Action replace, CancellationToken cancellationToken)
    {
        for (var since = TimeProvider.System.GetTimestamp(); (await target.LookAsync(cancellationToken)).InRole(member.Group, "primary") is not { IsHealthy: true } primary || primary.Name == member.Name;)
        {
            if (TimeProvider.System.GetElapsedTime(since) > HandOver)
            {
                throw new TargetException($"{member.Name} keeps its disk: nobody else of {member.Group} is primary and serves.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }

        foreach (var part in Directory.EnumerateDirectories(data))
        {
            Directory.Delete(part, recursive: true);
        }

        replace();
    }
}
