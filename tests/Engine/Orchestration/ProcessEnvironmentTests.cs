using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Processes;
using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Engine.Tests.Orchestration;

public sealed class ProcessEnvironmentTests : IAsyncDisposable
{
    private static readonly string[] Passed = ["PATH", "DOTNET_ROOT", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR"];

    // A shell sets these itself.
    private static readonly string[] Shell = ["PWD", "SHLVL", "_", "OLDPWD"];
    private readonly RunningApplication _application = new();

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    [Fact]
    public async Task Process_inherits_nothing_but_what_is_passed_on_purpose()
    {
        Environment.SetEnvironmentVariable("DISTRIBUTION_TEST_SECRET", "leaked");
        _application.Builder.AddExecutable("env", "/usr/bin/env", ".").WithEnvironment("GIVEN", "by {{ the }} model");

        await _application.StartAsync();
        await _application.WhenAsync("env", KnownResourceStates.Finished);
        await _application.LoggedAsync("env", "GIVEN");

        var variables = (await _application.LogAsync("env")).Select(line => line.Content.Split(' ', 2)[1]).Where(line => line.Contains('=')).ToDictionary(line => line.Split('=')[0], line => line.Split('=', 2)[1]);
        Assert.Empty(variables.Keys.Except([.. Passed, .. Shell, "GIVEN"]));
        Assert.Equal("by {{ the }} model", variables["GIVEN"]);
        Assert.Equal(DotNet.Root, variables["DOTNET_ROOT"]);
    }

    [Fact]
    public async Task Process_is_a_session_of_its_own_so_that_its_share_of_the_processors_is_its_own()
    {
        _application.AddShell("first", "exec sleep 1000");
        _application.AddShell("second", "exec sleep 1000");

        await _application.StartAsync();
        int[] processes = [await _application.RunningAsync("first"), await _application.RunningAsync("second")];

        await Eventually.True(() => processes.All(pid => ProcessTable.Session(pid) == pid));
    }

    [Fact]
    public async Task Arguments_arrive_as_they_were_given()
    {
        string[] odd = ["a b", "q\"'\\", "", "$HOME", "*", "{{ 1 }}", "ä€😀"];
        _application.Builder.AddExecutable("printf", "printf", ".", ["[%s]\\n", .. odd]);

        await _application.StartAsync();
        await _application.WhenAsync("printf", KnownResourceStates.Finished);

        var lines = (await _application.LogAsync("printf")).Where(line => line.Content.Contains('[')).Select(line => line.Content.Split(' ', 2)[1]);
        Assert.Equal(odd.Select(text => $"[{text}]"), lines);
    }

    [Fact]
    public async Task Secret_argument_is_not_shown()
    {
        var password = _application.Builder.AddParameter("password", "hunter2", secret: true);
        _application.Builder.AddExecutable("sleeper", "/bin/sh", ".", "-c", "exec sleep 1000", "name").WithArgs(password);

        await _application.StartAsync();
        await _application.RunningAsync("sleeper");

        var shown = (IEnumerable<string>)_application.Snapshot("sleeper").Properties.Single(property => property.Name == "executable.args").Value!;
        Assert.Equal(["-c", "exec sleep 1000", "name", "***"], shown);
    }

    [Fact]
    public async Task Endpoint_without_a_port_gets_one_and_others_are_told_it()
    {
        var server = _application.AddShell("server", "echo listens on $PORT; exec sleep 1000").WithHttpEndpoint(env: "PORT", isProxied: false);
        _application.AddShell("client", "echo calls $SERVER; exec sleep 1000").WithEnvironment("SERVER", server.GetEndpoint("http"));

        await _application.StartAsync();
        await _application.RunningAsync("server");
        await _application.RunningAsync("client");

        var port = server.Resource.Annotations.OfType<EndpointAnnotation>().Single().AllocatedEndpoint!.Port;
        await _application.LoggedAsync("server", $"listens on {port}");
        await _application.LoggedAsync("client", $"calls http://127.0.0.1:{port}");
        Assert.Equal($"http://127.0.0.1:{port}", Assert.Single(_application.Snapshot("server").Urls).Url);
    }
}
