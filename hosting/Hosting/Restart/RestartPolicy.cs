using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Restart;

/// <summary>
/// Decides about one process, from the states it goes through.
/// <para>
/// A stop that anybody asked for passes through Stopping, a crash does not. So the end of a process that was running and was not stopping is a
/// crash, whatever its exit code: it is started again after a pause that doubles with each crash and begins anew once a process ran well for a
/// while. After so many starts within a window it is given up. A start by hand begins a new count. A start of ours that fails counts as a crash.
/// </para>
/// </summary>
internal sealed class RestartPolicy(TimeProvider time, Func<double> random)
{
    private static readonly RestartDecision.Leave Leave = new();

    private readonly Queue<long> _starts = [];
    private string? _state;
    private long _runningSince;
    private int _crashes;
    private bool _wasRunning;
    private bool _stopAsked;
    private bool _givenUp;

    /// <summary>Takes notice of a state; one that is already known changes nothing.</summary>
    public RestartDecision Observe(string? state)
    {
        if (state == _state)
        {
            return Leave;
        }

        _state = state;
        if (state == KnownResourceStates.Running)
        {
            _runningSince = time.GetTimestamp();
            _wasRunning = true;
            _stopAsked = false;
        }
        else if (state == KnownResourceStates.Stopping)
        {
            _stopAsked = true;
        }
        else if (state == KnownResourceStates.Starting && _givenUp)
        {
            Forget();
        }
        else if (state is not null && KnownResourceStates.TerminalStates.Contains(state) && _wasRunning)
        {
            return Ended();
        }

        return Leave;
    }

    /// <summary>Takes notice that a start it decided on did not come about.</summary>
    public RestartDecision StartFailed() => Crashed();

    private RestartDecision Ended()
    {
        _wasRunning = false;
        if (_stopAsked)
        {
            Forget();
            return Leave;
        }

        if (time.GetElapsedTime(_runningSince) >= RestartDefaults.Stable)
        {
            _crashes = 0;
        }

        return Crashed();
    }

    private RestartDecision Crashed()
    {
        while (_starts.TryPeek(out var oldest) && time.GetElapsedTime(oldest) > RestartDefaults.Window)
        {
            _starts.Dequeue();
        }

        if (_starts.Count >= RestartDefaults.Limit)
        {
            _givenUp = true;
            return new RestartDecision.GiveUp(_starts.Count);
        }

        var pause = Math.Min(RestartDefaults.FirstPause.TotalMilliseconds * Math.Pow(2, _crashes++), RestartDefaults.LongestPause.TotalMilliseconds);
        _starts.Enqueue(time.GetTimestamp());
        return new RestartDecision.StartAgain(TimeSpan.FromMilliseconds(pause * (1 + (RestartDefaults.Jitter * random()))), _starts.Count);
    }

    private void Forget()
    {
        _starts.Clear();
        _crashes = 0;
        _givenUp = false;
    }
}
