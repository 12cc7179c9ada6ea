namespace Distribution.Jobs.Store;

/// <summary>A worker was not heard of in time, so its jobs are others' now. It may go on under a new id.</summary>
public sealed class WorkerOverException(Guid worker, Exception? innerException = null)
    : Exception($"Worker {worker} is over: it was not heard of in time, and its jobs were taken away. Register under a new id.", innerException);
