namespace Distribution.Leases.Schema;

/// <summary>The tables of this library, for the migrations of whoever uses it. A later version adds steps and never changes one.</summary>
public static class LeaseSchema
{
    /// <summary>For the database in which leases live.</summary>
    public static IReadOnlyList<SchemaScript> Leases { get; } = [Read("leases_0001")];

    /// <summary>For each database in which writes carry a term.</summary>
    public static IReadOnlyList<SchemaScript> Fences { get; } = [Read("fences_0001")];

    private static SchemaScript Read(string name)
    {
        using var resource = typeof(LeaseSchema).Assembly.GetManifestResourceStream($"{name}.sql")
            ?? throw new InvalidOperationException($"{name}.sql is not embedded in {typeof(LeaseSchema).Assembly.GetName().Name}.");
        using var reader = new StreamReader(resource);
        return new($"leases/{name}", reader.ReadToEnd());
    }
}
