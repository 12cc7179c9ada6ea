namespace Distribution.Publishing.Description;

/// <summary>How a service leaves without a request being lost.</summary>
/// <param name="Notice">From the moment when it is no longer chosen for new requests, or says so, until it stops to accept them: balancers must have noticed.</param>
/// <param name="Deadline">How long the whole stop may take by itself, the notice included.</param>
/// <param name="Grace">How long it is given before it is killed; longer than the deadline.</param>
public sealed record Draining(TimeSpan Notice, TimeSpan Deadline, TimeSpan Grace)
{
    /// <summary>
    /// 5 s of notice: an endpoint list reaches every node and DNS answers are refreshed within 2 s each. 10 s in all: a request has 3 s, a job hands itself back. 20 s before it is killed.
    /// </summary>
    public static Draining Default { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));
}
