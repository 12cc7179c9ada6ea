namespace Distribution.Jobs;

/// <summary>A claim is over: the job was taken away from this worker. Nothing may be done in its name any more; the transaction in which this was found can only be rolled back.</summary>
public sealed class JobLostException(JobTerm term) : Exception($"Claim {term} is over: the job was taken away, because its worker was not heard of in time. Stop.")
{
    /// <summary>The claim that is over.</summary>
    public JobTerm Term => term;
}
