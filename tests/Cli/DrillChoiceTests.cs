using Distribution.Cli.Drills;

namespace Distribution.Cli.Tests;

public sealed class DrillChoiceTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(2);

    [Fact]
    public void Several_are_run_in_the_order_in_which_they_were_named_each_once()
    {
        var choice = DrillChoice.Parse(["redis_kill", "api_kill", "redis_kill"], Duration);

        Assert.Equal(["redis_kill", "api_kill"], choice.Of(null!, 1).Select(scenario => scenario.Name));
    }

    [Theory]
    [InlineData(false, "api_kill", "redis_kill")]
    [InlineData(true, "all")]
    [InlineData(true, "ci")]
    public void Only_of_a_group_is_left_out_what_is_not_applicable(bool expected, params string[] names) => Assert.Equal(expected, DrillChoice.Parse(names, Duration).LeavesOut);

    [Fact]
    public void Name_that_there_is_not_is_refused_before_anything_is_broken()
    {
        var error = Assert.Throws<CliException>(() => DrillChoice.Parse(["api_kill", "api_kil"], Duration));

        Assert.Contains("'api_kil' is not a scenario", error.Message);
        Assert.Equal(2, error.ExitCode);
    }
}
