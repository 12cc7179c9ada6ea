using Distribution.Drills.Checkers;
using Distribution.Drills.Faults;
using Distribution.Drills.Scenarios;

namespace Distribution.Drills.Tests;

public sealed class ScenarioCatalogTests
{
    [Fact]
    public void Names_are_unique_and_what_is_expected_is_measured()
    {
        Assert.Equal(ScenarioCatalog.All.Count, ScenarioCatalog.All.Select(scenario => scenario.Name).Distinct().Count());
        Assert.All(ScenarioCatalog.All, scenario => Assert.All(scenario.Expectations, expectation => Assert.Contains(scenario.Workloads(), workload => workload.Name == expectation.Workload)));
    }

    [Fact]
    public void Scenarios_of_a_change_reach_every_checker()
    {
        var reached = ScenarioCatalog.Ci.SelectMany(scenario => scenario.Workloads()).SelectMany(workload => workload.Checkers).Select(checker => checker.GetType())
            .Append(typeof(OutageChecker)).Append(typeof(FailedRequestsChecker));

        Assert.Equal(
            typeof(IChecker).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IChecker))).Select(type => type.Name).Order(),
            reached.Select(type => type.Name).Distinct().Order());
    }

    [Fact]
    public async Task Same_seed_draws_the_same_schedule_and_another_seed_another()
    {
        await using var target = new ToyTarget();

        Assert.Equal(Schedule(target, 7), Schedule(target, 7));
        Assert.NotEqual(Schedule(target, 7), Schedule(target, 8));
    }

    [Fact]
    public async Task Random_schedule_draws_only_what_the_target_can_do_and_never_one_kind_twice_at_once()
    {
        await using var target = new ToyTarget { Injections = new HashSet<Injection> { Injection.Kill } };
        var once = ScenarioCatalog.All.Where(scenario => scenario.Kind is not null).ToDictionary(scenario => scenario.Faults[0].Description, scenario => scenario.Kind);

        var schedule = Schedule(target, 3);

        Assert.DoesNotContain(schedule, step => step.Contains("freeze", StringComparison.Ordinal));
        Assert.Contains(schedule, step => step.Contains(", and ", StringComparison.Ordinal));
        Assert.All(schedule, step => Assert.Equal(step.Split(", and ").Length, step.Split(", and ").Select(one => once[one]).Distinct().Count()));
    }

    private static List<string> Schedule(ToyTarget target, int seed) => [.. RandomScenario.Draw(target, seed, TimeSpan.FromMinutes(1), ScenarioCatalog.All).Faults.Select(fault => fault.Description)];

    [Theory]
    [InlineData("redis_kill")]
    [InlineData("primary_kill")]
    [InlineData("api_kill")]
    public void Well_known_names_are_there(string name) => Assert.NotNull(ScenarioCatalog.Find(name));
}
