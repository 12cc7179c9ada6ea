namespace Distribution.Postgres.Transactions;

/// <summary>
/// Threads of the pool for what Npgsql (10.0.0) does not do asynchronously: an answer that is late is cancelled on whichever thread finds it late, which then waits for the server, or for another one that does. There
/// are as many of those as connections, and without threads for them nothing else in the process goes on: services stood still from six seconds after a partition until it was healed. A pool begins with one
/// thread a processor and adds two a second.
/// </summary>
internal static class SpareThreads
{
    private static readonly Lock Gate = new();

    /// <summary>Has the pool make as many threads at once, besides one a processor, when they are needed; none is made before.</summary>
    public static void Reserve(int count)
    {
        lock (Gate)
        {
            ThreadPool.GetMinThreads(out var workers, out var completions);
            ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + count), completions);
        }
    }
}
