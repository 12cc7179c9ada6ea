using Distribution.Cli.Testing;

namespace Distribution.Cli.Tests;

public sealed class TestCountsTests
{
    private const string Summary = """
        some test printed   failed: 9
        Test run summary: Failed! - Some.Tests.dll (net10.0|x64)
          total: 24
          failed: 1
          succeeded: 21
          skipped: 2
          duration: 1s 614ms
        """;

    [Fact]
    public void Summary_is_read()
    {
        Assert.Equal(new TestCounts(21, 1, 2), TestCounts.Parse(Summary));
    }

    [Fact]
    public void Output_without_a_summary_counts_as_none()
    {
        Assert.Null(TestCounts.Parse("Unhandled exception."));
    }

    [Fact]
    public void Skipped_tests_are_mentioned_only_when_there_are_some()
    {
        Assert.Equal("3 passed, 0 failed", new TestCounts(3, 0, 0).ToString());
        Assert.Equal("3 passed, 1 failed, 2 skipped", (new TestCounts(2, 1, 0) + new TestCounts(1, 0, 2)).ToString());
    }

    [Fact]
    public void Failed_tests_are_named_with_what_they_say() =>
        Assert.Equal(
            [
                "failed Distribution.Cli.Tests.TestCountsTests.One (12ms)\n  Assert.Equal() Failure: Values differ\n  Expected: 1",
                "failed Distribution.Cli.Tests.TestCountsTests.Two(name: \"x y\") (1s 003ms)\n  failed: 2",
            ],
            TestCounts.FailuresIn(
                """
                failed Distribution.Cli.Tests.TestCountsTests.One (12ms)
                  Assert.Equal() Failure: Values differ
                  Expected: 1
                    at Distribution.Cli.Tests.TestCountsTests.One() in TestCountsTests.cs:37
                  from output
                failed Distribution.Cli.Tests.TestCountsTests.Two(name: "x y") (1s 003ms)
                  failed: 2

                Test run summary: Failed!
                """));

    [Fact]
    public void Skipped_tests_are_named_with_their_reason() =>
        Assert.Equal(
            ["skipped Distribution.Cli.Tests.TestCountsTests.One: Only root may do it (see its page)."],
            TestCounts.SkipsIn(
                """
                skipped Distribution.Cli.Tests.TestCountsTests.One (0ms)
                  Only root may do it (see its page).

                Test run summary: Zero tests ran
                  skipped: 1
                """));
}
