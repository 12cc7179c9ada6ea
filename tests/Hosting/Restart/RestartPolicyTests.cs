using Distribution.Hosting.Restart;
using Distribution.Servers;

namespace Distribution.Hosting.Tests.Restart;

public sealed class RestartPolicyTests
{
    private readonly ManualTime _time = new();
    private readonly RestartPolicy _policy;
    private double _chance;

    public RestartPolicyTests() => _policy = new(_time, () => _chance);

    [Theory]
    [InlineData("Exited")]
    [InlineData("Finished")]
    public void Crash_is_started_again_whatever_its_exit_code(string end)
    {
        Run();

        Assert.Equal(new RestartDecision.StartAgain(RestartDefaults.FirstPause, 1), _policy.Observe(end));
    }

    [Fact]
    public void Stop_that_was_asked_for_is_left()
    {
        Run();
        _policy.Observe("Stopping");

        Assert.IsType<RestartDecision.Leave>(_policy.Observe("Exited"));
    }

    [Fact]
    public void Crash_after_a_restart_by_hand_is_started_again()
    {
        Run();
        _policy.Observe("Stopping");
        _policy.Observe("Finished");
        Run();

        Assert.IsType<RestartDecision.StartAgain>(_policy.Observe("Exited"));
    }

    [Theory]
    [InlineData("FailedToStart")]
    [InlineData("Exited")]
    public void End_of_what_never_ran_is_left(string end)
    {
        _policy.Observe("Starting");

        Assert.IsType<RestartDecision.Leave>(_policy.Observe(end));
    }

    [Fact]
    public void State_told_twice_is_one_crash()
    {
        Run();
        _policy.Observe("Exited");

        Assert.IsType<RestartDecision.Leave>(_policy.Observe("Exited"));
    }

    [Fact]
    public void Pause_doubles_to_its_longest()
    {
        var pauses = Enumerable.Range(0, 7).Select(_ => Crash().After.TotalSeconds).ToList();

        Assert.Equal([0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10], pauses);
    }

    [Fact]
    public void Pause_is_lengthened_by_chance()
    {
        _chance = 1;

        Assert.Equal(RestartDefaults.FirstPause * (1 + RestartDefaults.Jitter), Crash().After);
    }

    [Fact]
    public void Process_that_ran_well_begins_with_the_first_pause()
    {
        Crash();
        Crash();
        Run();
        _time.Advance(RestartDefaults.Stable);

        Assert.Equal(RestartDefaults.FirstPause, Assert.IsType<RestartDecision.StartAgain>(_policy.Observe("Exited")).After);
    }

    [Fact]
    public void Process_that_dies_at_once_is_given_up_within_the_window()
    {
        _chance = 1;
        var began = _time.GetUtcNow();
        for (var start = 0; start < RestartDefaults.Limit; start++)
        {
            _time.Advance(Crash().After);
        }

        Run();
        Assert.Equal(new RestartDecision.GiveUp(RestartDefaults.Limit), _policy.Observe("Exited"));
        Assert.InRange(_time.GetUtcNow() - began, TimeSpan.Zero, RestartDefaults.Window);
    }

    [Fact]
    public void Crashes_that_are_far_apart_are_never_given_up()
    {
        for (var crash = 0; crash < 5 * RestartDefaults.Limit; crash++)
        {
            Run();
            _time.Advance(RestartDefaults.Stable);
            Assert.IsType<RestartDecision.StartAgain>(_policy.Observe("Exited"));
        }
    }

    [Fact]
    public void Start_by_hand_begins_a_new_count()
    {
        for (var start = 0; start < RestartDefaults.Limit; start++)
        {
            Crash();
        }

        Run();
        Assert.IsType<RestartDecision.GiveUp>(_policy.Observe("Exited"));

        Assert.Equal(new RestartDecision.StartAgain(RestartDefaults.FirstPause, 1), Crash());
    }

    [Fact]
    public void Start_that_fails_counts_as_a_crash()
    {
        Crash();

        Assert.Equal(new RestartDecision.StartAgain(RestartDefaults.FirstPause * 2, 2), _policy.StartFailed());
    }

    private RestartDecision.StartAgain Crash()
    {
        Run();
        return Assert.IsType<RestartDecision.StartAgain>(_policy.Observe("Exited"));
    }

    private void Run()
    {
        _policy.Observe("Starting");
        _policy.Observe("Running");
    }
}
