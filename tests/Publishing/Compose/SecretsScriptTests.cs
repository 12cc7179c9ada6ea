using System.Text.RegularExpressions;
using Distribution.Machine.Tools;
using Distribution.Publishing.Compose;
using Distribution.Publishing.Tools;

namespace Distribution.Publishing.Tests.Compose;

public sealed partial class SecretsScriptTests : IDisposable
{
    private const string Name = "secrets.sh";

    private readonly string _folder = Directory.CreateTempSubdirectory("secrets-script-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Script_run_twice_makes_every_secret_once_and_each_of_its_kind()
    {
        var topology = SampleTopology.Create();

        var first = await RunAsync();
        var made = Contents();
        var second = await RunAsync();

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(topology.Secrets.Select(secret => secret.Name).Order(StringComparer.Ordinal), made.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(made, Contents());
        Assert.StartsWith($"{made.Count} secrets made", first.Output);
        Assert.StartsWith("0 secrets made", second.Output);
        Assert.Equal(made.Count, made.Values.Distinct().Count());
        Assert.Matches(Password(), made["valkey-app"]);
        Assert.Matches(Passfile(), made["postgres-access_owner.pgpass"]);
        Assert.Matches(Users(), made["users"]);
    }

    [Fact]
    public async Task Secret_made_by_root_belongs_to_the_containers_user_alone()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give a file to another user.");

        await RunAsync();

        var file = Path.Combine(_folder, "secrets", "valkey-app");
        var owner = await Command.RunAsync("stat", ["-c", "%u:%g %a", file], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("10001:10001 400", owner.Output.Trim());
    }

    [Fact]
    public async Task Scripts_are_clean_by_shellcheck()
    {
        var files = new ComposeEmitter().Emit(SampleTopology.Create()).Where(file => file.IsExecutable).ToList();

        foreach (var file in files)
        {
            var result = await Command.RunAsync("shellcheck", ["-"], file.Content, cancellationToken: TestContext.Current.CancellationToken);
            Assert.True(result.ExitCode == 0, $"{file.Path}: {result.Output}");
        }

        Assert.Equal(2, files.Count);
    }

    private async Task<ProgramResult> RunAsync()
    {
        var script = Path.Combine(_folder, Name);
        await File.WriteAllTextAsync(script, ComposeEmitterTests.File(new ComposeEmitter().Emit(SampleTopology.Create()), Name), TestContext.Current.CancellationToken);
        return await Command.RunAsync("bash", [script], cancellationToken: TestContext.Current.CancellationToken);
    }

    private Dictionary<string, string> Contents() => new DirectoryInfo(Path.Combine(_folder, "secrets")).EnumerateFiles().ToDictionary(file => file.Name, file => File.ReadAllText(file.FullName));

    [GeneratedRegex(@"^[A-Za-z0-9_-]{32}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Password();

    [GeneratedRegex(@"^\*:\*:access:access_owner:[A-Za-z0-9_-]{32}\n$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Passfile();

    [GeneratedRegex(@"^(?:[a-z0-9-]+ [A-Za-z0-9_-]{32} [a-z,]+\n){6}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Users();
}
