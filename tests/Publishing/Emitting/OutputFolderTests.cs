using Distribution.Publishing.Emitting;

namespace Distribution.Publishing.Tests.Emitting;

public sealed class OutputFolderTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("distribution-output-");

    private string Output => Path.Combine(_parent.FullName, "out");

    [Fact]
    public void Files_are_written_with_their_folders_and_modes()
    {
        new OutputFolder(Output, force: false).Write([new("a/b.yaml", "b: 1\n"), new("run.sh", "#!/bin/sh\n", IsExecutable: true)]);

        Assert.Equal("b: 1\n", File.ReadAllText(Path.Combine(Output, "a/b.yaml")));
        Assert.True(File.GetUnixFileMode(Path.Combine(Output, "run.sh")).HasFlag(UnixFileMode.UserExecute));
        Assert.False(File.GetUnixFileMode(Path.Combine(Output, "a/b.yaml")).HasFlag(UnixFileMode.UserExecute));
        Assert.Single(_parent.EnumerateFileSystemInfos());
    }

    [Fact]
    public void Folder_with_something_in_it_is_refused_without_force()
    {
        Directory.CreateDirectory(Output);
        File.WriteAllText(Path.Combine(Output, "mine.txt"), "mine");

        var refused = Assert.Throws<PublishException>(new OutputFolder(Output, force: false).Check);

        Assert.Contains("--force", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Force_replaces_files_of_the_same_names_and_leaves_others()
    {
        Directory.CreateDirectory(Output);
        File.WriteAllText(Path.Combine(Output, "mine.txt"), "mine");
        File.WriteAllText(Path.Combine(Output, "ours.txt"), "old");
        var folder = new OutputFolder(Output, force: true);

        folder.Check();
        folder.Write([new("ours.txt", "new")]);

        Assert.Equal(("mine", "new"), (File.ReadAllText(Path.Combine(Output, "mine.txt")), File.ReadAllText(Path.Combine(Output, "ours.txt"))));
    }

    [Fact]
    public void Output_that_is_a_file_is_refused()
    {
        File.WriteAllText(Output, "");

        Assert.Contains("is a file", Assert.Throws<PublishException>(new OutputFolder(Output, force: true).Check).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Failure_leaves_nothing_behind()
    {
        Directory.CreateDirectory(Path.Combine(Output, "taken"));

        Assert.Throws<PublishException>(() => new OutputFolder(Output, force: true).Write([new("taken", "a folder is in its place")]));

        Assert.Equal("out", Assert.Single(_parent.EnumerateFileSystemInfos()).Name);
        Assert.Empty(Directory.EnumerateFiles(Output));
    }

    public void Dispose() => _parent.Delete(recursive: true);
}
