namespace Distribution.Topology.Tests;

/// <summary>One request of the load: what was asked, when, and how it was answered.</summary>
/// <param name="IsWrite">A keyed POST, or a GET.</param>
/// <param name="Started">Since the load started.</param>
/// <param name="Ended">Since the load started.</param>
/// <param name="Status">The HTTP status, or 0 when there was no answer.</param>
/// <param name="Reason">What the request for access carried, unique for each write.</param>
/// <param name="Problem">What went wrong.</param>
/// <param name="Id">What an acknowledged write was given.</param>
internal sealed record Operation(bool IsWrite, TimeSpan Started, TimeSpan Ended, int Status, string Reason, string? Problem, string? Id = null)
{
    public bool Succeeded => Status is >= 200 and < 300;
}
