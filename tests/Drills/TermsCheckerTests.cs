using Distribution.Drills.Checkers;

namespace Distribution.Drills.Tests;

public sealed class TermsCheckerTests
{
    [Fact]
    public void Terms_that_follow_each_other_pass() => Says(Verdict.Pass, new Past().Ok("tick", "l", 0, 1, node: "a", term: 1).Ok("tick", "l", 2, 3, node: "b", term: 2));

    [Fact]
    public void Two_nodes_in_one_term_fail() => Says(Verdict.Fail, new Past().Ok("tick", "l", 0, 1, node: "a", term: 1).Ok("tick", "l", 2, 3, node: "b", term: 1));

    [Fact]
    public void Old_term_that_acts_after_a_newer_one_fails() =>
        Says(Verdict.Fail, new Past().Ok("tick", "l", 0, 1, node: "a", term: 1).Ok("tick", "l", 2, 3, node: "b", term: 2).Ok("tick", "l", 4, 5, node: "a", term: 1));

    [Fact]
    public void Concurrent_operations_may_end_in_either_order() =>
        Says(Verdict.Pass, new Past().Ok("tick", "l", 0, 4, node: "a", term: 1).Ok("tick", "l", 2, 3, node: "b", term: 2));

    [Fact]
    public void Refused_old_term_passes() => Says(Verdict.Pass, new Past().Ok("tick", "l", 2, 3, node: "b", term: 2).Failed("tick", "l", 4, 5));

    [Fact]
    public void Nothing_acknowledged_is_unknown() => Says(Verdict.Unknown, new Past().Failed("tick", "l", 0, 1));

    private static void Says(Verdict verdict, Past past) => Assert.Equal(verdict, new TermsChecker("w").Check(past.History).Verdict);
}
