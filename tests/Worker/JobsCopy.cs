namespace Distribution.Worker.Tests;

/// <summary>A queue of one test.</summary>
public sealed record JobsCopy(JobsPostgres Postgres, string Name)
{
    /// <summary>As the service connects.</summary>
    public string ServiceConnection => $"Host=127.0.0.1:{Postgres.Server.Port};Database={Name};Username=jobs";

    public async Task<long> CountAsync(string from) => (long)(await Postgres.Server.ExecuteAsync($"SELECT count(*) FROM {from}", Name))!;

    public Task<object?> AskAsync(string sql) => Postgres.Server.ExecuteAsync(sql, Name);
}
