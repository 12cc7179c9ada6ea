namespace Distribution.Jobs.Schema;

/// <summary>One step of a schema: applied once, in order.</summary>
/// <param name="Name">Names the step and its version for all time, as a migration's name.</param>
/// <param name="Sql">The statements, to be run in one transaction.</param>
public sealed record SchemaScript(string Name, string Sql);
