using Distribution.ServiceDefaults.Health;
using Distribution.ServiceDefaults.Probe;

namespace Distribution.ServiceDefaults.Tests.Probe;

public sealed class RolloutWaitTests
{
    private static readonly TimeSpan NoPatience = TimeSpan.Zero;

    private static string Own => LivenessReport.Alive.Version;

    [Fact]
    public async Task Service_of_the_same_version_is_not_waited_for()
    {
        await using var service = await RunningService.StartAsync();

        var waited = await Wait(out var said).WaitAsync([service.Client.BaseAddress!], Own, NoPatience, TestContext.Current.CancellationToken);

        Assert.True(waited);
        Assert.Contains($"None of the others is older than version {Own}", said.ToString());
    }

    [Fact]
    public async Task Older_service_is_waited_for_until_patience_is_over_and_named()
    {
        await using var service = await RunningService.StartAsync();

        var waited = await Wait(out var said).WaitAsync([service.Client.BaseAddress!], "999.0.0", NoPatience, TestContext.Current.CancellationToken);

        Assert.False(waited);
        Assert.Contains($"127.0.0.1 at 127.0.0.1 ({Own})", said.ToString());
    }

    [Fact]
    public async Task Newer_service_is_not_waited_for()
    {
        await using var service = await RunningService.StartAsync();

        Assert.True(await Wait(out _).WaitAsync([service.Client.BaseAddress!], "0.0.1", NoPatience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Service_that_does_not_answer_is_waited_for()
    {
        var waited = await Wait(out var said).WaitAsync([new("http://127.0.0.1:1")], Own, NoPatience, TestContext.Current.CancellationToken);

        Assert.False(waited);
        Assert.Contains("no answer", said.ToString());
    }

    [Fact]
    public async Task Service_of_which_nobody_is_there_is_not_waited_for()
    {
        var waited = await Wait(out _).WaitAsync([new("http://nobody.invalid:8080")], Own, NoPatience, TestContext.Current.CancellationToken);

        Assert.True(waited);
    }

    [Theory]
    [InlineData("api:8080")]
    [InlineData("ftp://api")]
    public async Task Argument_that_is_no_address_is_bad_usage(string argument) => Assert.Equal(2, await RolloutWait.RunAsync(["await-version", argument]));

    private static RolloutWait Wait(out StringWriter said) => new(TimeProvider.System, said = new StringWriter());
}
