namespace Distribution.Jobs;

/// <summary>What became of an order about one job.</summary>
public enum JobVerdict
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>There is no such job, or it finished too long ago to be known.</summary>
    NotFound,

    /// <summary>The job is in a state in which that cannot be done.</summary>
    WrongState,

    /// <summary>Another job of its kind and unique key is queued or running.</summary>
    KeyTaken,

    /// <summary>Its worker was told, and the job ends when it listens.</summary>
    Asked,
}
