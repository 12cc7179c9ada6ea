using System.Text.Json;
using Distribution.Drills.Targets.Compose;

namespace Distribution.Drills.Tests.Compose;

/// <summary>Descriptions by Docker 20.10.24 of containers of the emitted files, without what is not read.</summary>
public sealed class DockerContainerTests
{
    [Fact]
    public void Gateway_is_reached_among_the_services_and_at_the_port_that_it_publishes()
    {
        var container = Read("gateway");

        Assert.Equal("gateway-1", container.Service);
        Assert.Equal("172.22.0.3", container.Address!.ToString());
        Assert.Equal("127.0.0.1:18480", Assert.Single(container.Published).ToString());
        Assert.Equal("/tmp/run/secrets", container.SecretsFolder);
        Assert.False(container.IsJob);
    }

    [Fact]
    public void Database_is_reached_in_the_network_of_its_group_and_its_instance_names_container_and_start()
    {
        var container = Read("postgres");

        Assert.Equal("172.20.0.3", container.Address!.ToString());
        Assert.Equal("e9a5638f223d of 2026-11-25T22:34:35.055988072Z", container.Unit.Instance);
    }

    [Theory]
    [InlineData("running", "healthy", true, false)]
    [InlineData("running", "starting", false, false)]
    [InlineData("running", "unhealthy", false, false)]
    [InlineData("running", null, true, false)]
    [InlineData("paused", "healthy", false, true)]
    [InlineData("restarting", "healthy", false, false)]
    [InlineData("exited", null, false, false)]
    public void Container_serves_while_it_runs_and_its_health_check_says_so(string status, string? health, bool serves, bool isFrozen)
    {
        var unit = (Read("postgres") with { Status = status, Health = health }).Unit;

        Assert.Equal((serves, isFrozen), (unit.Serves, unit.IsFrozen));
    }

    [Theory]
    [InlineData("exited", 0, true)]
    [InlineData("exited", 1, false)]
    [InlineData("created", 0, false)]
    public void Job_is_well_when_it_has_run_to_completion(string status, int exitCode, bool isWell)
    {
        var job = Read("migrations") with { Status = status, ExitCode = exitCode };

        Assert.True(job.IsJob);
        Assert.Equal((isWell, null), (job.Unit.Serves, job.Unit.Instance));
    }

    [Fact]
    public void Compose_is_run_again_with_the_files_of_before() => Assert.Equal(
        ["--project-name", "compose-trial", "--project-directory", "/tmp/run", "--file", "/tmp/run/compose.yaml", "--file", "/tmp/run/compose.ha.yaml"],
        Read("gateway").Project.Arguments);

    [Fact]
    public void Container_of_a_single_command_is_no_member() =>
        Assert.Null(DockerContainer.Parse(JsonDocument.Parse(Text("migrations").Replace("\"com.docker.compose.oneoff\": \"False\"", "\"com.docker.compose.oneoff\": \"True\"")).RootElement));

    private static DockerContainer Read(string name) => DockerContainer.Parse(JsonDocument.Parse(Text(name)).RootElement)!;

    private static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Compose", "Recorded", $"{name}.json"));
}
