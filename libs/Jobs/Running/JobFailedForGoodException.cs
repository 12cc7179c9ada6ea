namespace Distribution.Jobs;

/// <summary>A job's failure that another attempt would not mend: it goes to the dead ones at once.</summary>
public sealed class JobFailedForGoodException(string message, Exception? innerException = null) : Exception(message, innerException);
