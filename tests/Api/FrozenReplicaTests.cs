using System.Diagnostics;
using System.Net;
using Distribution.Machine.Ports;
using Distribution.Machine.Processes;
using Distribution.Postgres;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Api.Tests;

/// <summary>A replica that hangs in the middle of a transaction keeps its locks. Whoever meets them at another replica is answered all the same, once the database has taken them back.</summary>
public sealed class FrozenReplicaTests(AccessServers servers) : IAsyncLifetime
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);

    // A write's budget at a replica; the gateway has a second more, which it spends on finding out that the first replica hangs.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    private readonly PortLease _port = PortLease.Acquire();
    private readonly string _key = $"{Guid.NewGuid()}";
    private ServerProcess? _frozen;
    private HttpClient? _client;
    private string _request = "";
    private Task? _unanswered;

    /// <summary>Freezes a replica that has locked the key of an approval and the request that it approves.</summary>
    public async ValueTask InitializeAsync()
    {
        _frozen = ServerProcess.Start(
            Path.Combine(AppContext.BaseDirectory, "Distribution.Api"), RunningApi.Arguments(servers.Postgres.ServiceConnection, $"--urls=http://127.0.0.1:{_port.Port}"), unprivileged: false);
        _client = new() { BaseAddress = new($"http://127.0.0.1:{_port.Port}") };
        var bob = new Person(_client, "bob", Tokens.Issuer.UserToken("bob", "approver"));
        await Eventually.True(
            async () => _frozen.HasExited ? throw new InvalidOperationException(_frozen.Output) : (await bob.GetAsync("/readyz")).Status == HttpStatusCode.OK, StartPatience, "the process is ready");
        _request = await servers.One.AskAsync(Wishes.Unique("ada"));

        await using var connection = new NpgsqlConnection(servers.Postgres.Server.ConnectionString("access"));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand($"SELECT 1 FROM requests WHERE id = '{_request}' FOR UPDATE", connection);
        await hold.ExecuteNonQueryAsync();
        _unanswered = bob.PostAsync($"/requests/{_request}/approve", key: _key);
        var blocked = $"pg_stat_activity WHERE {connection.ProcessID} = ANY(pg_blocking_pids(pid))";
        await Eventually.True(async () => await servers.Postgres.CountAsync(blocked) > 0);
        var session = await servers.Postgres.Server.ExecuteAsync($"SELECT pid FROM {blocked}", "access");
        _frozen.Send(SignalKind.Stop);
        await transaction.CommitAsync();
        await Eventually.True(async () => await servers.Postgres.CountAsync($"pg_stat_activity WHERE pid = {session} AND state = 'idle in transaction'") > 0);
    }

    [Fact]
    public async Task Same_key_at_another_replica_is_answered_within_its_budget()
    {
        var began = Stopwatch.GetTimestamp();

        var answer = await Bob.PostAsync($"/requests/{_request}/approve", key: _key);

        answer.Is(HttpStatusCode.OK);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Budget);
        Assert.False(answer.IsReplay);
    }

    [Fact]
    public async Task Another_key_about_the_same_row_is_answered_within_its_budget()
    {
        var began = Stopwatch.GetTimestamp();

        var answer = await Bob.PostAsync($"/requests/{_request}/approve");

        answer.Is(HttpStatusCode.OK);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Budget);
    }

    [Fact]
    public async Task Reading_the_locked_row_waits_for_nobody()
    {
        var began = Stopwatch.GetTimestamp();

        (await Bob.GetAsync($"/requests/{_request}")).Is(HttpStatusCode.OK);

        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, PostgresDefaults.IdleInTransactionTimeout / 2);
    }

    public async ValueTask DisposeAsync()
    {
        _frozen?.Dispose();
        if (_unanswered is not null)
        {
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => _unanswered);
        }

        _client?.Dispose();
        _port.Dispose();
    }

    private Person Bob => servers.One.As("bob", "approver");
}
