using Distribution.Drills.Checkers;

namespace Distribution.Drills.Tests;

public sealed class LostWritesCheckerTests
{
    private readonly LostWritesChecker _checker = new("w");

    [Fact]
    public void All_acknowledged_are_there_passes() =>
        Says(Verdict.Pass, new Past().Ok("add", "a", 0, 1).Ok("add", "b", 1, 2).Ok("read", "", 3, 4, output: "a\nb"), ("acknowledged", 2), ("lost", 0));

    [Fact]
    public void Acknowledged_one_that_the_last_read_misses_is_lost() =>
        Says(Verdict.Fail, new Past().Ok("add", "a", 0, 1).Ok("read", "", 2, 3, output: "a").Ok("read", "", 4, 5, output: ""), ("lost", 1), ("stale", 0));

    [Fact]
    public void One_without_an_answer_may_be_there_or_not()
    {
        Says(Verdict.Pass, new Past().Ok("add", "a", 0, 1).Unknown("add", "b", 1).Ok("read", "", 3, 4, output: "a"), ("lost", 0));
        Says(Verdict.Pass, new Past().Ok("add", "a", 0, 1).Unknown("add", "b", 1).Ok("read", "", 3, 4, output: "a\nb"), ("lost", 0));
    }

    [Fact]
    public void One_without_an_answer_that_was_seen_must_stay() =>
        Says(Verdict.Fail, new Past().Ok("add", "a", 0, 1).Unknown("add", "b", 1).Ok("read", "", 2, 3, output: "a\nb").Ok("read", "", 4, 5, output: "a"), ("lost", 1));

    [Fact]
    public void Read_that_misses_what_a_later_one_shows_is_stale() =>
        Says(Verdict.Fail, new Past().Ok("add", "a", 0, 1).Ok("read", "", 2, 3, output: "").Ok("read", "", 4, 5, output: "a"), ("lost", 0), ("stale", 1));

    [Fact]
    public void Read_that_was_under_way_may_miss_it() =>
        Says(Verdict.Pass, new Past().Ok("add", "a", 0, 1).Ok("read", "", 0.5, 3, output: "").Ok("read", "", 4, 5, output: "a"), ("stale", 0));

    [Fact]
    public void Refused_one_that_is_there_fails() =>
        Says(Verdict.Fail, new Past().Ok("add", "a", 0, 1).Failed("add", "b", 1, 2).Ok("read", "", 3, 4, output: "a\nb"), ("refused_but_there", 1));

    [Fact]
    public void Nothing_tested_is_unknown()
    {
        Says(Verdict.Unknown, new Past(), ("acknowledged", 0));
        Says(Verdict.Unknown, new Past().Ok("add", "a", 0, 1), ("never_read", 1));
    }

    private void Says(Verdict verdict, Past past, params (string Figure, double Value)[] figures)
    {
        var result = _checker.Check(past.History);

        Assert.Equal(verdict, result.Verdict);
        Assert.All(figures, figure => Assert.Equal(figure.Value, result.Figures[figure.Figure]));
        Assert.Equal(verdict == Verdict.Fail, result.Findings.Count > 0);
    }
}
