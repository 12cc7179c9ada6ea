using Distribution.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Distribution.Postgres.Tests;

public sealed class RegistrationTests(Server server)
{
    [Fact]
    public async Task Data_source_is_found_by_name_and_alone_and_its_health_follows_the_server()
    {
        await using var mine = await PostgresServer.StartAsync();
        await using var services = Services(("ConnectionStrings:access", $"Host=127.0.0.1:{mine.Port};Username=postgres;Database=postgres"));
        var health = services.GetRequiredService<HealthCheckService>();

        Assert.Same(services.GetRequiredKeyedService<PostgresDataSource>("access"), services.GetRequiredService<PostgresDataSource>());
        await Eventually.True(async () => (await health.CheckHealthAsync()).Status == HealthStatus.Healthy, because: "the check is healthy");
        await mine.KillAsync();

        await Eventually.True(async () => (await health.CheckHealthAsync()).Entries["postgres-access"] is { Status: HealthStatus.Unhealthy } entry
            && entry.Description!.Contains("Connection refused", StringComparison.Ordinal) && entry.Tags.Contains("ready"), because: "the check names the refusal");
    }

    [Fact]
    public async Task Options_of_the_caller_are_used()
    {
        await using var services = Services(("ConnectionStrings:access", $"Host=127.0.0.1:{server.Postgres.Port};Username=postgres;Database=postgres"));

        Assert.Equal(TimeSpan.FromSeconds(2), services.GetRequiredService<IOptionsMonitor<PostgresOptions>>().Get("access").Budget);
    }

    [Fact]
    public async Task Missing_connection_string_is_named()
    {
        await using var services = Services();

        var failure = Assert.Throws<OptionsValidationException>(services.GetRequiredService<PostgresDataSource>);

        Assert.Contains("ConnectionStrings__access", failure.Message);
    }

    private static ServiceProvider Services(params (string Key, string Value)[] configuration) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(configuration.ToDictionary(entry => entry.Key, string? (entry) => entry.Value)).Build())
        .AddPostgres("access", options => options.Budget = TimeSpan.FromSeconds(2))
        .BuildServiceProvider();
}
