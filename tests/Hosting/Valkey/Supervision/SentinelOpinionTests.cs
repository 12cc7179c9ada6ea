using Distribution.Hosting.Valkey;

namespace Distribution.Hosting.Tests.Valkey;

public sealed class SentinelOpinionTests
{
    [Fact]
    public void Together_the_newest_term_wins_against_a_majority_of_an_old_one()
    {
        var view = SentinelOpinion.Together([("s1", new("a", 7, null, null)), ("s2", new("a", 7, "a", "a")), ("s3", new("b", 8, null, null))]);

        Assert.Equal(("b", 8L), (view.Primary!, view.Term));
        Assert.Null(view.Down);
        Assert.Null(view.Replacing);
    }

    [Fact]
    public void Together_one_that_is_promoting_is_heard()
    {
        var view = SentinelOpinion.Together([("s1", new("a", 7, null, null)), ("s2", new("a", 7, "a", "a")), ("s3", null)]);

        Assert.Equal(("a", "a"), (view.Down!, view.Replacing!));
        Assert.Equal(["s3"], view.Silent);
        Assert.True(view.CanElect);
    }

    [Fact]
    public void Together_nobody_answers_nobody_is_named()
    {
        var view = SentinelOpinion.Together([("s1", null), ("s2", null), ("s3", null)]);

        Assert.Null(view.Primary);
        Assert.False(view.CanElect);
    }
}
