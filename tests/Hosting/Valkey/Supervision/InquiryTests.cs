using Distribution.Hosting.Valkey;

namespace Distribution.Hosting.Tests.Valkey;

public sealed class InquiryTests
{
    private readonly List<TaskCompletionSource<string?>> _questions = [];
    private readonly Inquiry<string> _inquiry;
    private string? _atOnce;

    public InquiryTests() => _inquiry = new(Ask, TimeProvider.System);

    [Fact]
    public async Task Answer_in_time_is_returned()
    {
        _atOnce = "here";

        Assert.Equal("here", await LookAsync());
    }

    [Fact]
    public async Task Frozen_one_is_asked_once_and_never_answers()
    {
        for (var looks = 0; looks < 3; looks++)
        {
            Assert.Null(await LookAsync());
        }

        Assert.Single(_questions);
    }

    [Fact]
    public async Task One_that_is_far_away_answers_each_look_but_the_first()
    {
        Assert.Null(await LookAsync());
        for (var looks = 0; looks < 3; looks++)
        {
            _questions[looks].SetResult($"answer {looks}");
            Assert.Equal($"answer {looks}", await LookAsync());
        }
    }

    [Fact]
    public async Task Late_answer_gives_way_to_a_newer_one_and_is_told_once()
    {
        await LookAsync();
        _questions[0].SetResult("late");
        _atOnce = "fresh";

        Assert.Equal("fresh", await LookAsync());
        _atOnce = null;
        Assert.Null(await LookAsync());
    }

    // Waits for nobody, so that what is not answered yet is late.
    private Task<string?> LookAsync() => _inquiry.AnswerAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);

    private Task<string?> Ask()
    {
        var question = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _questions.Add(question);
        if (_atOnce is { } answer)
        {
            question.SetResult(answer);
        }

        return question.Task;
    }
}
