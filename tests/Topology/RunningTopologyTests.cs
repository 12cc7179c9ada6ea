using System.Net.Http.Json;
using System.Text.Json;
using Distribution.Servers;

namespace Distribution.Topology.Tests;

/// <summary>What the command line says of a topology that runs.</summary>
[Collection(nameof(SharedTopology))]
public sealed class RunningTopologyTests(SharedTopology shared)
{
    [Fact]
    public async Task Status_shows_every_member_with_its_role()
    {
        var status = await shared.Topology.HealthyAsync();

        Assert.Equal(["api-1", "api-2", "api-3"], status.Resources.Select(resource => resource.Name).Where(name => name.StartsWith("api-", StringComparison.Ordinal)).Order());
        Assert.NotNull(status.InRole("postgres", "primary"));
        Assert.NotNull(status.InRole("postgres", "standby"));
        Assert.NotNull(status.InRole("valkey", "primary"));
        Assert.Equal(2, status.Resources.Count(resource => resource is { Role: "replica" }));
        Assert.Equal(3, status.Resources.Count(resource => resource.Name.StartsWith("valkey-sentinel-", StringComparison.Ordinal) && resource.Healthy));
        Assert.NotNull(status.InRole("scheduler", "leader"));
    }

    [Fact]
    public async Task Second_up_of_the_same_name_is_refused_and_disturbs_nothing()
    {
        var before = await shared.Topology.HealthyAsync();

        var second = await shared.Topology.RunAsync("up", "--wait", "--ports", "random");

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("already running", second.Error);
        Assert.Equal(before["api-2"].Pid, (await shared.Topology.StatusAsync())["api-2"].Pid);
    }

    [Theory]
    [InlineData("kill", "nonsense")]
    [InlineData("stop", "nonsense")]
    [InlineData("promote", "api-1")]
    [InlineData("logs", "nonsense")]
    public async Task Unknown_resource_or_command_is_named(string verb, string resource)
    {
        var result = await shared.Topology.RunAsync(verb, resource);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(resource, result.Error);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Logs_shows_what_a_resource_printed()
    {
        var logs = await shared.Topology.RunAsync("logs", "postgres-1");

        Assert.Equal(0, logs.ExitCode);
        Assert.Contains("ready to accept connections", logs.Output + (await shared.Topology.RunAsync("logs", "postgres-2")).Output);
    }

    [Fact]
    public async Task Job_that_keeps_failing_is_listed_as_dead_retried_and_discarded()
    {
        using var client = await SignedIn.AsAsync(shared.Topology, "operator");
        using var order = new HttpRequestMessage(HttpMethod.Post, "/jobs") { Content = JsonContent.Create(new { kind = "probe", payload = new { effect = "none", fails = true }, maxAttempts = 1 }) };
        order.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var ordered = await client.SendAsync(order);
        var id = JsonDocument.Parse(await ordered.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).RootElement.GetProperty("ids")[0].GetString()!;

        await DeadAsync(id);
        var retried = await shared.Topology.RunAsync("jobs", "retry", id);
        Assert.True(retried.ExitCode == 0, $"{retried}");
        await DeadAsync(id);
        var discarded = await shared.Topology.RunAsync("jobs", "discard", id, "--reason", "a test");

        Assert.True(discarded.ExitCode == 0, $"{discarded}");
        Assert.DoesNotContain(id, (await shared.Topology.RunAsync("jobs", "dead", "--json")).Output);
        Assert.Equal(1, (await shared.Topology.RunAsync("jobs", "retry", id)).ExitCode);
    }

    [Fact]
    public async Task Keys_that_sign_tokens_are_listed()
    {
        var keys = await shared.Topology.RunAsync("keys", "list", "--json");

        Assert.Equal(0, keys.ExitCode);
        Assert.Single(JsonDocument.Parse(keys.Output).RootElement.GetProperty("keys").EnumerateArray(), key => key.GetProperty("state").GetString() == "current");
        Assert.DoesNotContain("\"d\"", keys.Output);
    }

    [Fact]
    public async Task No_secret_is_in_arguments_or_environment()
    {
        var secrets = Directory.EnumerateFiles(shared.Topology.Folder.Secrets, "*", SearchOption.AllDirectories).Select(path => (path, text: File.ReadAllText(path).Trim()));
        var passwords = secrets.Where(secret => secret.text.Length is >= 16 and <= 64 && !secret.text.Contains('\n')).Select(secret => secret.text).ToArray();
        Assert.NotEmpty(passwords);

        foreach (var pid in shared.Topology.Processes().Append(shared.Topology.AppHostPid))
        {
            var seen = await File.ReadAllTextAsync($"/proc/{pid}/cmdline") + await File.ReadAllTextAsync($"/proc/{pid}/environ");
            Assert.DoesNotContain(passwords, password => seen.Contains(password, StringComparison.Ordinal));
        }

        Assert.All(secrets, secret => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(secret.path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)));
    }

    private Task DeadAsync(string id) => Eventually.True(async () => (await shared.Topology.RunAsync("jobs", "dead", "--json")).Output.Contains(id, StringComparison.Ordinal), TimeSpan.FromSeconds(30), $"job {id} is dead");
}
