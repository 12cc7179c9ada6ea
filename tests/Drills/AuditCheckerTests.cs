using Distribution.Drills.Checkers;

namespace Distribution.Drills.Tests;

public sealed class AuditCheckerTests
{
    [Fact]
    public void Record_each_in_a_whole_chain_passes() => Says(Verdict.Pass, Changed().Ok("record", "r1", 5, 6, term: 1, workload: "audit").Ok("record", "r2", 5, 6, term: 2, workload: "audit"));

    [Fact]
    public void Change_without_a_record_is_missing() => Says(Verdict.Fail, Changed().Ok("record", "r1", 5, 6, term: 1, workload: "audit"));

    [Fact]
    public void Second_record_of_a_change_is_a_duplicate() =>
        Says(Verdict.Fail, Changed().Ok("record", "r1", 5, 6, term: 1, workload: "audit").Ok("record", "r2", 5, 6, term: 2, workload: "audit").Ok("record", "r2", 5, 6, term: 3, workload: "audit"));

    [Fact]
    public void Appender_that_skips_a_number_leaves_a_gap() =>
        Says(Verdict.Fail, Changed().Ok("record", "r1", 5, 6, term: 1, workload: "audit").Ok("record", "r2", 5, 6, term: 3, workload: "audit"));

    [Fact]
    public void Broken_chain_fails() =>
        Says(Verdict.Fail, Changed().Ok("record", "r1", 5, 6, term: 1, workload: "audit").Ok("record", "r2", 5, 6, term: 2, workload: "audit").Failed("verify", "", 7, 8, workload: "audit"));

    [Fact]
    public void Chain_that_nobody_verified_is_unknown() =>
        Says(Verdict.Unknown, new Past().Ok("write", "a", 0, 1, output: "r1").Ok("record", "r1", 5, 6, term: 1, workload: "audit"));

    private static Past Changed() => new Past().Ok("write", "a", 0, 1, output: "r1").Ok("write", "b", 1, 2, output: "r2").Unknown("write", "c", 1).Ok("verify", "", 7, 8, workload: "audit");

    private static void Says(Verdict verdict, Past past) => Assert.Equal(verdict, new AuditChecker("w", "write", "audit").Check(past.History).Verdict);
}
