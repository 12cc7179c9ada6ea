namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>The ways to a member.</summary>
internal sealed record Member(string Name, IProbe Probe, IMemberProcess Process, IMemberSql Sql, IMemberData Data);
