namespace Distribution.Jobs.Tests;

/// <summary>On a quiet database.</summary>
public sealed class PostgresJobTests(Database database) : JobConformance(database);
