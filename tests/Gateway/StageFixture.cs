namespace Distribution.Gateway.Tests;

/// <summary>One gateway and three replicas, started once: processes are what costs time here.</summary>
public sealed class StageFixture : IAsyncLifetime
{
    internal Stage Stage { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Stage = await Stage.OpenAsync();
        await Stage.UntilFitAsync();
    }

    public ValueTask DisposeAsync() => Stage?.DisposeAsync() ?? default;
}
