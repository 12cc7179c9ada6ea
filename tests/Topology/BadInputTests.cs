using System.Net;
using System.Net.Sockets;
using Distribution.Servers;

namespace Distribution.Topology.Tests;

/// <summary>What a person gets wrong, and what goes wrong on a machine: one clear error each, and nothing lost.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task Fixed_port_that_is_taken_is_named_with_its_holder()
    {
        await using var topology = LocalTopology.Create();
        using var listener = TryListen(8080);

        var up = await topology.RunAsync("up", "--wait", "--ports", "fixed");

        Assert.Equal(1, up.ExitCode);
        Assert.Contains("Port 8080 is in use", up.Error);
        Assert.Empty(topology.Processes());
    }

    [Fact]
    public async Task State_folder_of_another_version_is_refused_and_left_alone()
    {
        await using var topology = LocalTopology.Create();
        Directory.CreateDirectory(topology.Folder.Path);
        var marker = Path.Combine(topology.Folder.Path, "topology.json");
        const string Content = """{ "kind": "distribution-topology", "format": 99, "name": "test" }""";
        await File.WriteAllTextAsync(marker, Content);

        var up = await topology.RunAsync("up", "--wait", "--ports", "random");

        Assert.Equal(1, up.ExitCode);
        Assert.Contains("state format 99", up.Error);
        Assert.Equal(Content, await File.ReadAllTextAsync(marker));
        Assert.Single(Directory.EnumerateFileSystemEntries(topology.Folder.Path));
        File.Delete(marker);
    }

    [Fact]
    public async Task Folder_that_is_not_a_topologys_is_refused_and_left_alone()
    {
        await using var topology = LocalTopology.Create();
        Directory.CreateDirectory(topology.Folder.Path);
        var thesis = Path.Combine(topology.Folder.Path, "thesis.txt");
        await File.WriteAllTextAsync(thesis, "mine");

        var up = await topology.RunAsync("up", "--wait", "--ports", "random");
        var down = await topology.RunAsync("down", "--wipe");

        Assert.Equal(1, up.ExitCode);
        Assert.Contains("holds no topology", up.Error);
        Assert.Equal(1, down.ExitCode);
        Assert.Equal("mine", await File.ReadAllTextAsync(thesis));
        File.Delete(thesis);
    }

    [Fact]
    public async Task Missing_program_is_named_with_the_remedy()
    {
        await using var topology = LocalTopology.Create();

        var up = await CommandLineRun.RunAsync(topology.Arguments("up", "--wait", "--ports", "random"), environment: new() { ["DISTRIBUTION_ASPIRE_BUNDLE"] = "/nowhere" });

        Assert.Equal(1, up.ExitCode);
        Assert.Contains("was not found", up.Error);
        Assert.Contains("./distribution doctor", up.Error);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("kill", "api-1")]
    [InlineData("promote", "postgres")]
    public async Task Verb_on_a_topology_that_does_not_run_says_so(string verb, params string[] args)
    {
        await using var topology = LocalTopology.Create();

        var result = await topology.RunAsync(verb, args);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is not running", result.Error);
    }

    private static TcpListener? TryListen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            // Somebody else has it already, which serves as well.
            listener.Dispose();
            return null;
        }
    }
}
