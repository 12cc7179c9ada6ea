using Distribution.Testing.Fixtures;

namespace Distribution.Testing.Tests;

/// <summary>The AppHost of this repository, all of it, for tests that take turns and leave it as they found it.</summary>
[CollectionDefinition(nameof(Everything), DisableParallelization = true)]
public sealed class Everything : TopologyFixture, IAsyncLifetime, ICollectionFixture<Everything>;
