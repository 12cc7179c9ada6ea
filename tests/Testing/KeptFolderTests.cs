using Distribution.Drills.Checkers;
using Distribution.Testing.Loads;

namespace Distribution.Testing.Tests;

public sealed class KeptFolderTests
{
    private static readonly TopologyOptions Postgres = new() { Parts = TopologyParts.Postgres };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Failed_check_keeps_history_reports_and_logs_and_says_where()
    {
        TopologyException failure;
        await using (var topology = await Topology.StartAsync(Postgres, Token))
        {
            var load = await topology.WorkloadAsync(new WritesWorkload("forgetful", (_, _) => Task.CompletedTask, _ => Task.FromResult<IReadOnlyCollection<string>>([])));
            await load.AcknowledgesAsync(5, cancellationToken: Token);
            failure = await Assert.ThrowsAsync<TopologyException>(() => load.CheckAsync());
        }

        try
        {
            Assert.Contains(failure.Folder!, failure.Message);
            Assert.Contains("is lost", failure.Message);
            Assert.NotEmpty(await File.ReadAllLinesAsync(Only(failure, "history.jsonl"), Token));
            Assert.Contains("lost writes (forgetful)", await File.ReadAllTextAsync(Only(failure, "report.md"), Token));
            Assert.Contains("starts as primary", await File.ReadAllTextAsync(Only(failure, "postgres.log"), Token));
            Assert.Empty(Directory.EnumerateDirectories(failure.Folder!, "secrets", SearchOption.AllDirectories));
            Assert.Empty(Directory.EnumerateDirectories(failure.Folder!, "data", SearchOption.AllDirectories));
            Assert.Empty(Processes.Of(failure.Folder!));
        }
        finally
        {
            Directory.Delete(failure.Folder!, recursive: true);
        }
    }

    [Fact]
    public async Task Check_that_could_tell_nothing_is_no_success()
    {
        await using var topology = await Topology.StartAsync(Postgres, Token);
        var load = await topology.WorkloadAsync(new WritesWorkload("refused", (_, _) => throw new InvalidOperationException("no"), _ => Task.FromResult<IReadOnlyCollection<string>>([])));

        var checks = await load.JudgeAsync();

        Assert.Equal(Verdict.Unknown, Assert.Single(checks).Verdict);
    }

    [Fact]
    public async Task Topology_that_does_not_start_says_why_and_keeps_its_logs()
    {
        var failure = await Assert.ThrowsAsync<TopologyException>(() => Topology.StartAsync(Postgres with { Databases = ["postgres"] }, Token));

        try
        {
            Assert.Contains("'postgres'", failure.Message);
            Assert.True(File.Exists(Path.Combine(failure.Folder!, "apphost.log")), failure.Message);
            Assert.Empty(Processes.Of(failure.Folder!));
        }
        finally
        {
            Directory.Delete(failure.Folder!, recursive: true);
        }
    }

    [Fact]
    public async Task AppHost_that_is_not_built_is_named_with_the_remedy()
    {
        var failure = await Assert.ThrowsAsync<TopologyException>(() => Topology.StartAsync(new() { AppHost = "/nowhere/Shop.AppHost.dll" }, Token));

        Assert.Contains("/nowhere/Shop.AppHost.dll", failure.Message);
        Assert.Contains("StartAsync<Projects.", failure.Message);
        Assert.Null(failure.Folder);
    }

    private static string Only(TopologyException failure, string file) => Assert.Single(Directory.EnumerateFiles(failure.Folder!, file, SearchOption.AllDirectories));
}
