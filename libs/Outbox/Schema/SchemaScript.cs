namespace Distribution.Outbox.Schema;

/// <summary>One step of a schema: applied once, in order; running it again changes nothing.</summary>
/// <param name="Name">Names the step and its version for all time, as a migration's name.</param>
/// <param name="Sql">The statements, to be run in one transaction.</param>
public sealed record SchemaScript(string Name, string Sql)
{
    internal static SchemaScript Read(string name)
    {
        using var resource = typeof(SchemaScript).Assembly.GetManifestResourceStream($"{name}.sql")
            ?? throw new InvalidOperationException($"{name}.sql is not embedded in {typeof(SchemaScript).Assembly.GetName().Name}.");
        using var reader = new StreamReader(resource);
        return new($"outbox/{name}", reader.ReadToEnd());
    }
}
