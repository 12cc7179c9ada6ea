namespace Distribution.Jobs;

/// <summary>A job that has just died.</summary>
/// <param name="Id">The job.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Attempt">How many attempts it had.</param>
/// <param name="Error">Why the last one failed.</param>
public sealed record DeadJob(Guid Id, string Kind, int Attempt, string Error);
