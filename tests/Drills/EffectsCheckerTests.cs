using Distribution.Drills.Checkers;

namespace Distribution.Drills.Tests;

public sealed class EffectsCheckerTests
{
    [Fact]
    public void One_effect_each_passes() => Says(Verdict.Pass, Enqueued().Ok("count", "a", 5, 6, output: "1").Ok("count", "b", 5, 6, output: "0"));

    [Fact]
    public void Acknowledged_job_without_effect_is_missing() => Says(Verdict.Fail, Enqueued().Ok("count", "a", 5, 6, output: "0").Ok("count", "b", 5, 6, output: "0"));

    [Fact]
    public void Second_effect_is_a_duplicate_also_of_a_job_without_an_answer()
    {
        Says(Verdict.Fail, Enqueued().Ok("count", "a", 5, 6, output: "2").Ok("count", "b", 5, 6, output: "0"));
        Says(Verdict.Fail, Enqueued().Ok("count", "a", 5, 6, output: "1").Ok("count", "b", 5, 6, output: "2"));
    }

    [Fact]
    public void Effects_that_nobody_counted_are_unknown() => Says(Verdict.Unknown, Enqueued());

    private static Past Enqueued() => new Past().Ok("enqueue", "a", 0, 1).Unknown("enqueue", "b", 1);

    private static void Says(Verdict verdict, Past past) => Assert.Equal(verdict, new EffectsChecker("w").Check(past.History).Verdict);
}
