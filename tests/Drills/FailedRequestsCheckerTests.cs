using Distribution.Drills.Checkers;

namespace Distribution.Drills.Tests;

public sealed class FailedRequestsCheckerTests
{
    [Theory]
    [InlineData(0, 0, Verdict.Pass)]
    [InlineData(1, 0, Verdict.Fail)]
    [InlineData(2, 2, Verdict.Pass)]
    [InlineData(9, null, Verdict.Pass)]
    public void Failures_are_counted_against_what_is_allowed(int failures, int? most, Verdict verdict)
    {
        var past = Answered(30);
        for (var i = 0; i < failures; i++)
        {
            past.Failed("get", $"f{i}", i, i + 0.1);
        }

        Assert.Equal(verdict, new FailedRequestsChecker("w", most, TimeSpan.FromSeconds(3)).Check(past.History).Verdict);
    }

    [Fact]
    public void Answer_over_budget_fails_even_when_it_is_the_right_one() =>
        Assert.Equal(Verdict.Fail, new FailedRequestsChecker("w", 0, TimeSpan.FromSeconds(3)).Check(Answered(30).Ok("get", "k", 1, 4.1).History).Verdict);

    [Fact]
    public void Too_few_requests_are_unknown() => Assert.Equal(Verdict.Unknown, new FailedRequestsChecker("w", 0, TimeSpan.FromSeconds(3)).Check(Answered(3).History).Verdict);

    private static Past Answered(int count)
    {
        var past = new Past();
        for (var i = 0; i < count; i++)
        {
            past.Ok("get", $"k{i}", i, i + 0.1);
        }

        return past;
    }
}
