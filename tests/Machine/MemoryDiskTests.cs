using Distribution.Machine.Disks;
using Distribution.Servers;

namespace Distribution.Machine.Tests;

public sealed class MemoryDiskTests : IDisposable
{
    private const long Size = 4 * 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    private string Disk => _folder["disk"];

    private string Written => Path.Combine(Disk, "file");

    [Fact]
    public void Full_disk_takes_nothing_more_until_it_has_room_again()
    {
        Mount();
        File.WriteAllBytes(Written, new byte[64 * 1024]);

        MemoryDisk.Fill(Disk);

        Assert.Equal(0, new DriveInfo(Disk).AvailableFreeSpace);
        Assert.Throws<IOException>(() => File.WriteAllBytes(Written + "2", new byte[64 * 1024]));
        MemoryDisk.Resize(Disk, Size);
        File.WriteAllBytes(Written + "2", new byte[64 * 1024]);
    }

    [Fact]
    public void Disk_is_found_below_its_parent_and_gone_with_all_that_was_on_it()
    {
        Mount();
        File.WriteAllText(Written, "x");
        Assert.Equal([Disk], MemoryDisk.Below(_folder.Path));
        Assert.True(MemoryDisk.IsAt(Disk));

        MemoryDisk.Unmount(Disk);

        Assert.Empty(MemoryDisk.Below(_folder.Path));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Disk));
    }

    [Fact]
    public void Folder_that_is_not_there_is_named()
    {
        Assert.SkipUnless(MemoryDisk.Lack is null, MemoryDisk.Lack ?? "");

        Assert.Contains("/nowhere", Assert.Throws<IOException>(() => MemoryDisk.Mount("/nowhere", Size)).Message);
    }

    public void Dispose()
    {
        foreach (var disk in MemoryDisk.Below(_folder.Path))
        {
            MemoryDisk.Unmount(disk);
        }

        _folder.Dispose();
    }

    private void Mount()
    {
        Assert.SkipUnless(MemoryDisk.Lack is null, MemoryDisk.Lack ?? "");
        Directory.CreateDirectory(Disk);
        MemoryDisk.Mount(Disk, Size);
    }
}
