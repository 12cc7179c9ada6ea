using Distribution.Migrations.Plan;
using Distribution.Migrations.Provisioning;
using Distribution.Servers;

namespace Distribution.Migrations.Tests;

public sealed class ProvisionerTests : IAsyncLifetime
{
    private PostgresServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();

        // As on a managed server: no superuser.
        await _server.ExecuteAsync("CREATE ROLE administrator LOGIN CREATEROLE CREATEDB");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Empty_server_gets_roles_and_databases_that_migrations_and_services_can_use()
    {
        var first = await RunAsync(Environment());
        var second = await RunAsync(Environment());

        Assert.Equal((ExitCode.Done, ""), (first.Code, first.Errors));
        Assert.Equal((ExitCode.Done, ""), (second.Code, second.Errors));
        Assert.Equal(ExitCode.Done, (await MigrateAsync()).Code);
        Assert.Equal(8L, await _server.ExecuteAsync("SELECT count(*) FROM pg_authid WHERE rolpassword LIKE 'SCRAM-SHA-256%'"));
        Assert.Equal(true, await _server.ExecuteAsync("SELECT has_table_privilege('access', 'fences', 'INSERT')", "access"));
        Assert.Equal(false, await _server.ExecuteAsync("SELECT has_schema_privilege('access', 'public', 'CREATE')", "access"));
        Assert.Equal(false, await _server.ExecuteAsync("SELECT has_database_privilege('jobs', 'access', 'CONNECT')"));
    }

    [Fact]
    public async Task Server_without_a_named_administrator_is_left_alone()
    {
        var outcome = await RunAsync(new Dictionary<string, string> { [$"{Provisioner.PasswordVariables}access"] = "x" });

        Assert.Equal((ExitCode.Done, "", ""), (outcome.Code, outcome.Output, outcome.Errors));
        Assert.Equal(0L, await _server.ExecuteAsync("SELECT count(*) FROM pg_roles WHERE rolname = 'access'"));
    }

    [Fact]
    public async Task Role_without_a_password_is_named_and_nothing_is_made()
    {
        var environment = Environment();
        environment.Remove($"{Provisioner.PasswordVariables}jobs_owner");

        var outcome = await RunAsync(environment);

        Assert.Equal(ExitCode.BadUsage, outcome.Code);
        Assert.Contains($"set {Provisioner.PasswordVariables}jobs_owner", outcome.Errors);
        Assert.Equal(0L, await _server.ExecuteAsync("SELECT count(*) FROM pg_roles WHERE rolname = 'access'"));
    }

    private Dictionary<string, string> Environment()
    {
        var environment = Databases.All.SelectMany(database => new[] { database.Name, $"{database.Name}_owner" }).ToDictionary(role => Provisioner.PasswordVariables + role, role => $"password-of-{role}");
        environment[Provisioner.AdministratorVariable] = $"Host=127.0.0.1:{_server.Port};Database=postgres;Username=administrator";
        return environment;
    }

    private static async Task<Outcome> RunAsync(Dictionary<string, string> environment)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await Provisioner.RunAsync(environment, output, errors, TestContext.Current.CancellationToken);
        return new(code, output.ToString(), errors.ToString());
    }

    private async Task<Outcome> MigrateAsync()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await Migrator.RunAsync(
            Databases.All,
            variable => Databases.All.Where(database => database.ConnectionVariable == variable).Select(database => $"Host=127.0.0.1:{_server.Port};Database={database.Name};Username={database.Name}_owner").FirstOrDefault(),
            TextWriter.Synchronized(output),
            TextWriter.Synchronized(errors),
            TestContext.Current.CancellationToken);
        return new(code, output.ToString(), errors.ToString());
    }
}
