namespace Distribution.Gateway.Tests;

/// <summary>Tests that share one stage, one after another; each leaves all replicas running, ready and serving.</summary>
[CollectionDefinition(Name)]
public sealed class StageCollection : ICollectionFixture<StageFixture>
{
    public const string Name = "stage";
}
