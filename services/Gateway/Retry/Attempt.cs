using Distribution.Gateway.Health;
using Yarp.ReverseProxy.Forwarder;

namespace Distribution.Gateway.Retry;

/// <summary>
/// One try at one replica: cancelled when the client goes, when the time is over, or when the replica is silent and shows no sign of life. Stands in for the request's own cancellation while it lasts, because
/// the forwarder listens to that.
/// </summary>
internal sealed class Attempt : IAsyncDisposable
{
    private readonly HttpContext _context;
    private readonly CancellationToken _client;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;
    private readonly CancellationTokenSource _watched = new();
    private readonly TimeSpan _holdWithin;
    private readonly Repeats _repeats;
    private readonly TimeProvider _time;
    private readonly long _begun;
    private Task _watch = Task.CompletedTask;

    /// <param name="context">The request.</param>
    /// <param name="limit">How long to wait for an answer to begin, whatever the replica does.</param>
    /// <param name="holdWithin">How long an answer that the replica cannot serve is held back, for another one to try: zero when there is none.</param>
    /// <param name="repeats">What may be repeated.</param>
    /// <param name="time">The clock of all times.</param>
    public Attempt(HttpContext context, TimeSpan limit, TimeSpan holdWithin, Repeats repeats, TimeProvider time)
    {
        _context = context;
        _holdWithin = holdWithin;
        _repeats = repeats;
        _time = time;
        _begun = time.GetTimestamp();
        _client = context.RequestAborted;
        _timer = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_client, _timer.Token);
        context.RequestAborted = _either.Token;
        context.Features.Set(this);
    }

    /// <summary>The replica was silent and showed no sign of life.</summary>
    public bool IsLifeless { get; private set; }

    public bool TimedOut => _timer.IsCancellationRequested && !_client.IsCancellationRequested;

    /// <summary>The replica answered that it cannot serve, and its answer was not passed on.</summary>
    public bool IsAnswerHeld { get; private set; }

    /// <summary>Why there is no answer of the replica to pass on; null when there is one, or when the client is the reason.</summary>
    public string? Failure
    {
        get
        {
            if (IsAnswerHeld)
            {
                return $"answered {_context.Response.StatusCode}";
            }

            if (TimedOut)
            {
                return IsLifeless ? "lifeless" : "silent";
            }

            return _context.Features.Get<IForwarderErrorFeature>() is { } failure && ForwarderErrors.AreReplicas(failure.Error) ? failure.Error.ToString() : null;
        }
    }

    /// <summary>Looks, while no answer has begun, after each such time whether the replica lives, and ends the attempt when it does not and the request may be repeated.</summary>
    public Attempt Watch(Func<Task<bool>> isAlive, TimeSpan interval)
    {
        _watch = WatchAsync(isAlive, interval);
        return this;
    }

    /// <summary>The head of the answer has come: from here on the forwarder's own time-out for silence holds.</summary>
    public void Answered(bool outOfService)
    {
        _watched.Cancel();
        _timer.CancelAfter(Timeout.InfiniteTimeSpan);
        IsAnswerHeld = outOfService && _time.GetElapsedTime(_begun) < _holdWithin && _repeats.TryTake();
    }

    public async ValueTask DisposeAsync()
    {
        await _watched.CancelAsync();
        await _watch;
        _context.RequestAborted = _client;
        _context.Features.Set<Attempt>(null);
        _watched.Dispose();
        _either.Dispose();
        _timer.Dispose();
    }

    private async Task WatchAsync(Func<Task<bool>> isAlive, TimeSpan interval)
    {
        try
        {
            do
            {
                await Task.Delay(interval, _time, _watched.Token);
            }
            while (await isAlive().WaitAsync(_watched.Token) || !_repeats.TryTake());

            IsLifeless = true;
            await _timer.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // It has answered, or the attempt is over.
        }
    }
}
