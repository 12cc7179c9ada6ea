namespace Distribution.HashChain.Schema;

/// <summary>The tables of a chain, for the migrations of its database. A later version adds steps and never changes one.</summary>
public static class ChainSchema
{
    /// <summary>Every step.</summary>
    public static IReadOnlyList<SchemaScript> Scripts { get; } = [Read("chain_0001")];

    private static SchemaScript Read(string name)
    {
        using var resource = typeof(ChainSchema).Assembly.GetManifestResourceStream($"{name}.sql")
            ?? throw new InvalidOperationException($"{name}.sql is not embedded in {typeof(ChainSchema).Assembly.GetName().Name}.");
        using var reader = new StreamReader(resource);
        return new($"chain/{name}", reader.ReadToEnd());
    }
}
