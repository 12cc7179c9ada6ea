using Distribution.Drills.Targets;
using Distribution.Drills.Targets.Kubernetes;
using Distribution.Servers;

namespace Distribution.Drills.Tests.Kubernetes;

public sealed class NodeOutageTests
{
    [Fact]
    public async Task Node_is_cut_off_once_for_all_that_stand_on_it_and_comes_back_once()
    {
        using var folder = new TemporaryFolder();
        var log = Path.Combine(folder.Path, "log");
        using var outage = new NodeOutage($"echo cut >> {log}; echo >> {log}", $"echo heal >> {log}; echo >> {log}");

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => outage.CutAsync("n1", TestContext.Current.CancellationToken)));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => outage.HealAsync(TestContext.Current.CancellationToken)));

        Assert.Equal(["cut", "heal"], (await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken)).Where(line => line is "cut" or "heal"));
    }

    [Fact]
    public async Task Node_whose_cut_failed_is_taken_back_nevertheless_and_its_name_is_one_word_of_text()
    {
        using var folder = new TemporaryFolder();
        var healed = Path.Combine(folder.Path, "healed");
        using var outage = new NodeOutage("false", $"printf '%s' >{healed}");

        await Assert.ThrowsAsync<TargetException>(() => outage.CutAsync("n1; $(exit)", TestContext.Current.CancellationToken));
        await outage.HealAsync(TestContext.Current.CancellationToken);

        Assert.Equal("n1; $(exit)", await File.ReadAllTextAsync(healed, TestContext.Current.CancellationToken));
    }
}
