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

    [Theory]
    [InlineData("redis_kill")]
    [InlineData("primary_kill")]
    [InlineData("api_kill")]
    public void Well_known_names_are_there(string name) => Assert.NotNull(ScenarioCatalog.Find(name));
}
