using System.Diagnostics;
using System.Net;
using Distribution.Servers;

namespace Distribution.Api.Tests;

/// <summary>With servers of their own, because they are broken here.</summary>
public sealed class DatabaseOutageTests
{
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Database_that_is_out_is_503_within_3_seconds_and_serves_again_by_itself(bool frozen)
    {
        await using var postgres = await AccessPostgres.StartAsync();
        await using var api = await RunningApi.StartAsync(postgres.ServiceConnection, null);
        var ada = api.As("ada");
        var key = $"{Guid.NewGuid()}";
        (await ada.PostAsync("/requests", Wishes.Wish())).Is(HttpStatusCode.Created);
        (await ada.GetAsync("/readyz")).Is(HttpStatusCode.OK);

        await BreakAsync(postgres, frozen);
        (await TimedAsync(() => ada.GetAsync("/requests"))).Is(HttpStatusCode.ServiceUnavailable);
        var refused = await TimedAsync(() => ada.PostAsync("/requests", Wishes.Wish(), key));
        await Eventually.True(async () => (await ada.GetAsync("/readyz")).Status == HttpStatusCode.ServiceUnavailable);
        var alive = await ada.GetAsync("/healthz");
        await MendAsync(postgres, frozen);

        refused.Is(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("application/problem+json", refused.MediaType);
        Assert.Equal("1", refused.Headers["Retry-After"]);
        alive.Is(HttpStatusCode.OK);
        await Eventually.True(async () => (await ada.PostAsync("/requests", Wishes.Wish(), key)).Status == HttpStatusCode.Created);
        await Eventually.True(async () => (await ada.GetAsync("/readyz")).Status == HttpStatusCode.OK);
        Assert.Equal(2, await postgres.CountAsync("requests"));
    }

    [Fact]
    public async Task Database_without_its_schema_is_not_ready_and_says_what_to_do()
    {
        await using var postgres = await AccessPostgres.StartAsync();
        await postgres.Server.ExecuteAsync("DROP TABLE policy_set", "access");
        await using var api = await RunningApi.StartAsync(postgres.ServiceConnection, null);

        var ready = await api.As("ada").GetAsync("/readyz");

        ready.Is(HttpStatusCode.ServiceUnavailable);
        Assert.Contains("run the migrations", ready.Body);
    }

    [Fact]
    public async Task Service_account_can_change_rows_and_nothing_else()
    {
        await using var postgres = await AccessPostgres.StartAsync();
        await using var connection = new Npgsql.NpgsqlConnection(postgres.ServiceConnection + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand("DROP TABLE requests CASCADE", connection);

        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(Npgsql.PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    private static async Task<Answered> TimedAsync(Func<Task<Answered>> call)
    {
        var watch = Stopwatch.StartNew();
        var answered = await call();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Answer);
        return answered;
    }

    private static async Task BreakAsync(AccessPostgres postgres, bool frozen)
    {
        if (frozen)
        {
            postgres.Server.Pause();
        }
        else
        {
            await postgres.Server.KillAsync();
        }
    }

    private static async Task MendAsync(AccessPostgres postgres, bool frozen)
    {
        if (frozen)
        {
            postgres.Server.Resume();
        }
        else
        {
            await postgres.Server.StartAgainAsync();
        }
    }
}
