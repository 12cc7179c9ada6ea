using Distribution.Containers;
using Distribution.Containers.Compose;
using Distribution.Containers.Docker;
using Distribution.Machine.Tools;
using Distribution.Publishing.Compose;
using Distribution.Publishing.Emitting;

namespace Distribution.Publishing.Tests.Compose;

/// <summary>Compose itself reads what is emitted; it needs no engine for that.</summary>
public sealed class ComposeConfigTests : IDisposable
{
    private static readonly DockerClient NoEngine = new("unix:///nowhere.sock");

    private static readonly string[] Overlays = [ComposeEmitter.HighAvailabilityFile, ComposeEmitter.ExternalPostgresFile, ComposeEmitter.ExternalValkeyFile, ComposeEmitter.ObservabilityFile];

    private readonly string _folder = Directory.CreateTempSubdirectory("compose-config-").FullName;

    public ComposeConfigTests() => new OutputFolder(_folder, force: true).Write(new ComposeEmitter().Emit(SampleTopology.Create()));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Combinations => [.. Enumerable.Range(0, 1 << Overlays.Length).Select(choice => string.Join(' ', Overlays.Where((_, index) => (choice & (1 << index)) != 0)))];

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task Combination_of_overlays_is_valid(string overlays)
    {
        await SetAsync("POSTGRES_HOSTS=db.example.org:5432", "VALKEY_SERVERS=endpoint=valkey.example.org:6379", "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318");

        var result = await ConfigAsync(overlays);

        Assert.True(result.Succeeded, result.Error);
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData(ComposeEmitter.ExternalPostgresFile, "POSTGRES_HOSTS")]
    [InlineData(ComposeEmitter.ExternalValkeyFile, "VALKEY_SERVERS")]
    [InlineData(ComposeEmitter.ObservabilityFile, "OTEL_EXPORTER_OTLP_ENDPOINT")]
    public async Task Overlay_without_its_setting_says_which_one_to_set(string overlay, string setting)
    {
        var result = await ConfigAsync(overlay);

        Assert.False(result.Succeeded);
        Assert.Contains($"required variable {setting} is missing a value: set it in .env", result.Error);
    }

    [Fact]
    public async Task External_database_is_where_every_service_looks_and_no_bundled_one_is_left()
    {
        await SetAsync("POSTGRES_HOSTS=db.example.org:5432", "POSTGRES_OPTIONS=SSL Mode=VerifyFull");

        var text = (await ConfigAsync($"{ComposeEmitter.HighAvailabilityFile} {ComposeEmitter.ExternalPostgresFile}", quiet: false)).Output;

        Assert.Contains("Host=db.example.org:5432;SSL Mode=VerifyFull;Database=access", text);
        Assert.DoesNotContain("postgres-1", text);
        Assert.DoesNotContain("etcd", text);
        Assert.DoesNotContain("pgbouncer", text);
    }

    private Task SetAsync(params string[] settings) => System.IO.File.AppendAllLinesAsync(Path.Combine(_folder, ".env"), settings, TestContext.Current.CancellationToken);

    private async Task<ProgramResult> ConfigAsync(string overlays, bool quiet = true)
    {
        var files = overlays.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(ComposeEmitter.BaseFile).SelectMany(file => new[] { "-f", file });
        return await (await ComposeAsync()).TryAsync(NoEngine, [.. files, "config", .. quiet ? new[] { "-q" } : []], _folder, TestContext.Current.CancellationToken);
    }

    private static async Task<ComposeTool> ComposeAsync()
    {
        try
        {
            return await ComposeTool.FindAsync(TestContext.Current.CancellationToken);
        }
        catch (ContainerException failure)
        {
            Assert.Skip(failure.Message);
            throw;
        }
    }
}
