using System.Globalization;
using System.Text;
using Distribution.HashChain.Verification;
using Distribution.Machine.Ports;
using Distribution.Machine.Processes;
using Distribution.Outbox;
using Distribution.Postgres;
using Distribution.Servers;
using Distribution.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distribution.Audit.Tests;

/// <summary>The built service as a process that is killed and frozen while another service goes on telling it things through its outbox.</summary>
public sealed class OutageTests(Database database)
{
    [Fact]
    public async Task Everything_told_while_the_service_was_killed_or_frozen_is_recorded_once_and_in_order()
    {
        using var folder = new TemporaryFolder();
        using var port = PortLease.Acquire();
        var name = await database.CopyAsync();
        await using var access = Source("access");
        using var process = Start(name, folder, port.Port);
        using var relay = await RelayAsync(access, port.Port);
        var told = 0;

        await TellAsync(access, told, told += 20);
        await Eventually.True(async () => await CountAsync(name) == told, TimeSpan.FromSeconds(60), "the first ones are recorded");
        process.Send(SignalKind.Kill);
        await process.WaitForExitAsync();
        await TellAsync(access, told, told += 300);
        using var again = Start(name, folder, port.Port);
        await Eventually.True(async () => await CountAsync(name) == told, TimeSpan.FromSeconds(60), "what was told during the outage is recorded");
        await Eventually.True(async () => await WaitingAsync() == 0);
        again.Send(SignalKind.Stop);
        await TellAsync(access, told, told += 300);
        Assert.Equal(300, await WaitingAsync());
        again.Send(SignalKind.Continue);
        await Eventually.True(async () => await CountAsync(name) == told, TimeSpan.FromSeconds(60), "what was told to the frozen service is recorded");

        await relay.StopAsync();
        await using var audit = Source(name);
        Assert.True(await new ChainVerifier(audit.OpenConnectionAsync).VerifyAsync() is { Valid: true, Records: 620 });
        Assert.Equal(
            string.Join(',', Enumerable.Range(0, told)),
            await database.Server.ExecuteAsync("SELECT string_agg(substr(subject, 3), ',' ORDER BY sequence) FROM chain_records", name));
    }

    private PostgresDataSource Source(string name) =>
        new(name, new PostgresOptions { ConnectionString = $"Host=127.0.0.1:{database.Server.Port};Database={name};Username=postgres" }, NullLoggerFactory.Instance);

    private ServerProcess Start(string name, TemporaryFolder folder, int port) => ServerProcess.Start(
        Path.Combine(AppContext.BaseDirectory, "Distribution.Audit"),
        [.. RunningAudit.Arguments(database, name, folder["checkpoint.json"], folder["key"]), $"--urls=http://127.0.0.1:{port}"],
        unprivileged: false);

    private async Task<IHost> RelayAsync(PostgresDataSource access, int port)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(database.Issuer.Configuration!);
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("services:audit-1:http:0", (string?)string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"))]);
        builder.Services.AddServiceTokens();
        builder.Services.AddOutbox("access", options =>
        {
            options.Open = _ => access.OpenConnectionAsync;
            options.Destinations["audit"] = "audit";
        }).AddHttpMessageHandler<ServiceTokenHandler>();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static Task TellAsync(PostgresDataSource access, int from, int to) => access.ExecuteAsync((_, transaction, token) => OutboxWriter.AppendAsync(
        transaction,
        [.. Enumerable.Range(from, to - from).Select(n => new OutboxMessage("audit", "audit", "k", Encoding.UTF8.GetBytes($$"""{"action":"told","actor":"test","subject":"k/{{n}}"}""")))],
        token));

    private async Task<long> WaitingAsync() => (long)(await database.Server.ExecuteAsync("SELECT count(*) FROM outbox", "access"))!;

    private async Task<long> CountAsync(string name) => (long)(await database.Server.ExecuteAsync("SELECT count(*) FROM chain_records", name))!;
}
