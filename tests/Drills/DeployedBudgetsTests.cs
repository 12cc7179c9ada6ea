using Distribution.Drills.Scenarios;

namespace Distribution.Drills.Tests;

public sealed class DeployedBudgetsTests
{
    [Fact]
    public void Each_is_of_a_scenario_that_promises_the_workload_and_none_is_below_what_is_promised_locally() =>
        Assert.All(DeployedBudgets.All, budget =>
        {
            var local = Assert.Single(ScenarioCatalog.Find(budget.Scenario)!.Expectations, expectation => expectation.Workload == budget.Expectation.Workload);
            Assert.True(budget.Expectation.Outage >= local.Outage, $"{budget.Scenario} {local.Workload}");
        });

    [Fact]
    public void Each_workload_of_a_scenario_is_promised_once() => Assert.Distinct(DeployedBudgets.All.Select(budget => (budget.Scenario, budget.Expectation.Workload)));

    [Fact]
    public async Task Scenario_on_a_target_promises_what_the_target_does_and_the_rest_as_locally()
    {
        var scenario = ScenarioCatalog.Find("redis_kill")!;
        await using var target = new ToyTarget { Budgets = DeployedBudgets.All };

        var there = scenario.On(target);

        Assert.Equal(DeployedBudgets.ValkeyKill, there.Budget);
        Assert.Equal(scenario.Expectations[1], there.Expectations[1]);
    }
}
