using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Dashboard;
using Distribution.Engine.Tests.Dcp;
using Distribution.Machine.Processes;
using Distribution.Machine.State;
using Distribution.Servers;

namespace Distribution.Engine.Tests.Dashboard;

/// <summary>The real dashboard, started and kept by the engine.</summary>
public sealed class DashboardHostTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private DistributedApplication? _application;

    private StateFolder State => StateFolder.At("test", _folder.Path);

    private string LinkFile => Path.Combine(State.Run, "dashboard.url");

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(RealDcp.IsThere, RealDcp.Absent);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await StopAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Dashboard_answers_only_who_has_its_token_which_is_in_no_argument_environment_or_log()
    {
        await StartAsync();
        var link = new Uri(await File.ReadAllTextAsync(LinkFile));
        await AnswersAsync(link);

        var token = link.Query["?t=".Length..];
        Assert.EndsWith("/", await RedirectAsync(link));
        Assert.Contains("/login", await RedirectAsync(new Uri(link, "/")));
        Assert.DoesNotContain(token, await File.ReadAllTextAsync($"/proc/{Pid()}/environ"));
        Assert.DoesNotContain(token, await File.ReadAllTextAsync($"/proc/{Pid()}/cmdline"));
        Assert.All(
            [LinkFile, Path.Combine(State.Secrets, DashboardKeys.BrowserFile), DashboardResource.SettingsFile(Path.Combine(State.Path, "engine", "dashboard"))],
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.DoesNotContain(Directory.EnumerateFiles(State.Logs), log => File.ReadAllText(log).Contains(token, StringComparison.Ordinal));

        var dashboard = Snapshot(DashboardResource.DefaultName);
        Assert.True(dashboard.IsHidden);
        Assert.True(dashboard.StartTimeStamp > Snapshot("sleeper").StartTimeStamp, "The topology starts first.");
    }

    [Fact]
    public async Task Dashboard_that_is_killed_comes_back_under_the_same_link_and_ends_with_the_application()
    {
        await StartAsync();
        var link = new Uri(await File.ReadAllTextAsync(LinkFile));
        await AnswersAsync(link);
        var first = Pid();

        Signal.Send(first, SignalKind.Kill);

        await Eventually.True(() => TryPid() is { } pid && pid != first, Patience, "another process is there");
        await AnswersAsync(link);
        Assert.EndsWith("/", await RedirectAsync(link));
        var second = Pid();

        await StopAsync();

        Assert.False(ProcessTable.IsAlive(second));
        Assert.False(File.Exists(LinkFile));
    }

    [Fact]
    public async Task Dashboard_that_is_stopped_by_somebody_stays_stopped_until_it_is_started()
    {
        await StartAsync();
        var link = new Uri(await File.ReadAllTextAsync(LinkFile));
        await AnswersAsync(link);
        var commands = _application!.ResourceCommands;

        await commands.ExecuteCommandAsync(DashboardResource.DefaultName, KnownResourceCommands.StopCommand);
        await Eventually.True(() => TryPid() is null, Patience, "it has ended");
        var started = await commands.ExecuteCommandAsync(DashboardResource.DefaultName, KnownResourceCommands.StartCommand);

        Assert.True(started.Success, started.Message);
        await AnswersAsync(link);
    }

    private async Task StartAsync()
    {
        var builder = DistributedApplication.CreateBuilder(["--state", _folder.Path, "--name", "test", "--ports", "random"]);
        builder.AddExecutable("sleeper", "/bin/sleep", "/", "1000");
        _application = builder.Build();
        await _application.StartAsync();
    }

    private async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _application, null) is { } application)
        {
            await application.StopAsync();
            await application.DisposeAsync();
        }
    }

    private CustomResourceSnapshot Snapshot(string resource) =>
        _application!.ResourceNotifications.TryGetCurrentState(resource, out var current) ? current.Snapshot : throw new InvalidOperationException($"Nothing is known about {resource}.");

    private int Pid() => TryPid() ?? throw new InvalidOperationException("The dashboard does not run.");

    private int? TryPid() =>
        Snapshot(DashboardResource.DefaultName).Properties.FirstOrDefault(p => p.Name == "executable.pid")?.Value is { } pid ? Convert.ToInt32(pid, CultureInfo.InvariantCulture) : null;

    private Task AnswersAsync(Uri link) => Eventually.True(
        async () =>
        {
            using var answer = await _http.GetAsync(new Uri(link, "/login"));
            return answer.IsSuccessStatusCode;
        },
        Patience,
        "the dashboard answers");

    private async Task<string> RedirectAsync(Uri address)
    {
        using var answer = await _http.GetAsync(address);
        return answer.Headers.Location?.ToString() ?? $"{(int)answer.StatusCode}";
    }
}
