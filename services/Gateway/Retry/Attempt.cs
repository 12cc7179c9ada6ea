using Distribution.Gateway.Health;
using Yarp.ReverseProxy.Forwarder;

namespace Distribution.Gateway.Retry;

/// <summary>
/// One try at one replica: cancelled when the client goes, or when no answer has begun in time. Stands in for the request's own
/// cancellation while it lasts, because the forwarder listens to that.
/// </summary>
internal sealed class Attempt : IDisposable
{
    private readonly HttpContext _context;
    private readonly CancellationToken _client;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;
    private readonly bool _mayHoldAnswer;

    /// <param name="context">The request.</param>
    /// <param name="timeout">How long to wait for an answer to begin.</param>
    /// <param name="isFullLength">False when the budget left less than a whole attempt's time: then its time-out says nothing about the replica.</param>
    /// <param name="mayHoldAnswer">True when a fit replica that was not tried is left.</param>
    /// <param name="time">The clock of the time-out.</param>
    public Attempt(HttpContext context, TimeSpan timeout, bool isFullLength, bool mayHoldAnswer, TimeProvider time)
    {
        _context = context;
        _mayHoldAnswer = mayHoldAnswer;
        IsFullLength = isFullLength;
        _client = context.RequestAborted;
        _timer = new CancellationTokenSource(timeout, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_client, _timer.Token);
        context.RequestAborted = _either.Token;
        context.Features.Set(this);
    }

    public bool IsFullLength { get; }

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
                return "silent";
            }

            return _context.Features.Get<IForwarderErrorFeature>() is { } failure && ForwarderErrors.AreReplicas(failure.Error) ? failure.Error.ToString() : null;
        }
    }

    /// <summary>The head of the answer has come: from here on the forwarder's own time-out for silence holds.</summary>
    public void Answered(bool outOfService)
    {
        _timer.CancelAfter(Timeout.InfiniteTimeSpan);
        IsAnswerHeld = outOfService && _mayHoldAnswer;
    }

    public void Dispose()
    {
        _context.RequestAborted = _client;
        _context.Features.Set<Attempt>(null);
        _either.Dispose();
        _timer.Dispose();
    }
}
