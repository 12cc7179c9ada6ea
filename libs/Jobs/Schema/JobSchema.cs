namespace Distribution.Jobs.Schema;

/// <summary>The tables and functions of this library, for the migrations of whoever uses it. A later version adds steps and never changes one.</summary>
public static class JobSchema
{
    /// <summary>
    /// For the database in which jobs live. Whoever uses the queue needs to read and write its tables and to use its sequence; it owns none of them.
    /// </summary>
    public static IReadOnlyList<SchemaScript> Scripts { get; } = [Read("jobs_0001"), Read("jobs_0002")];

    private static SchemaScript Read(string name)
    {
        using var resource = typeof(JobSchema).Assembly.GetManifestResourceStream($"{name}.sql")
            ?? throw new InvalidOperationException($"{name}.sql is not embedded in {typeof(JobSchema).Assembly.GetName().Name}.");
        using var reader = new StreamReader(resource);
        return new($"jobs/{name}", reader.ReadToEnd());
    }
}
