using Distribution.Servers;

namespace Distribution.Topology.Tests;

/// <summary>A state folder on a disk of its own that has no room.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task Disk_without_room_fails_the_start_with_the_reason_and_leaves_nothing_running()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Mounting a tmpfs needs root.");
        await using var topology = LocalTopology.Create();
        var root = Path.GetDirectoryName(topology.Folder.Path)!;
        await ServerProcess.RunAsync("mount", ["-t", "tmpfs", "-o", "size=2m,mode=755", "tmpfs", root], unprivileged: false);
        try
        {
            var up = await topology.RunAsync("up", "--wait", "--ports", "random", "--timeout", "60");

            Assert.Equal(1, up.ExitCode);
            Assert.Contains("No space left on device", up.Error);
            await Eventually.True(() => topology.Processes().Count == 0, because: "nothing is left running");
        }
        finally
        {
            await ServerProcess.RunAsync("umount", ["-l", root], unprivileged: false);
        }
    }
}
