using Distribution.Migrations.Plan;
using Distribution.Servers;

namespace Distribution.Migrations.Tests;

/// <summary>The built program as a process of its own, as the topology starts it.</summary>
public sealed class ProgramTests(ITestOutputHelper output)
{
    private static readonly string Assembly = typeof(Migrator).Assembly.Location;

    [Fact]
    public async Task Program_migrates_and_ends_with_zero()
    {
        await using var server = await MigratedServer.StartAsync();
        using var program = Start(server.Environment);

        await program.WaitForExitAsync(TimeSpan.FromSeconds(60));

        output.WriteLine(program.Output);
        Assert.Equal(0, program.ExitCode);
        await Eventually.True(() => program.Output.Contains("access: ", StringComparison.Ordinal) && program.Output.Contains("jobs: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Program_without_connection_strings_ends_with_two()
    {
        using var program = Start(_ => "");

        await program.WaitForExitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(2, program.ExitCode);
    }

    private static ServerProcess Start(Func<string, string?> environment) => ServerProcess.Start(
        "/usr/bin/env",
        ["dotnet", Assembly],
        unprivileged: false,
        Databases.All.ToDictionary(database => database.ConnectionVariable, database => environment(database.ConnectionVariable)!));
}
