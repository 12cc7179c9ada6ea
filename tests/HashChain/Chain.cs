using Distribution.HashChain.Appending;
using Distribution.HashChain.Checkpoints;
using Distribution.HashChain.Verification;
using Distribution.Postgres;
using Distribution.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distribution.HashChain.Tests;

/// <summary>A chain in a database of its own, and how a service would reach it.</summary>
public sealed class Chain(PostgresServer server, string name) : IAsyncDisposable
{
    public string Name => name;

    public PostgresDataSource Source { get; } = new(
        name, new PostgresOptions { ConnectionString = $"Host=127.0.0.1:{server.Port};Username=postgres;Database={name}" }, NullLoggerFactory.Instance);

    public ChainAppender Appender() => new(Source.OpenConnectionAsync, TimeProvider.System);

    public Task<VerificationReport> VerifyAsync(long from = 1, long? to = null, Checkpoint? checkpoint = null) => new ChainVerifier(Source.OpenConnectionAsync).VerifyAsync(from, to, checkpoint);

    public static ChainEntry Entry(int n, string source = "access") => new(
        source, Guid.CreateVersion7(), TimeProvider.System.GetUtcNow(), $"actor-{n % 7}", "request.approved", $"request/{n}", $$"""{ "n": {{n}}, "text": "é\u0000ü" }""", n % 2 == 0 ? null : $"{n:x32}");

    public async Task<ChainHead> FillAsync(int records)
    {
        var appender = Appender();
        await appender.AppendAsync([.. Enumerable.Range(1, records).Select(n => Entry(n))]);
        return appender.Head!;
    }

    public Task<object?> ExecuteAsync(string sql) => server.ExecuteAsync(sql, name);

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
