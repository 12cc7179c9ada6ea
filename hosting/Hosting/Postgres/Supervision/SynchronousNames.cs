namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>The values of synchronous_standby_names.</summary>
internal static class SynchronousNames
{
    /// <summary>Commits wait for nobody.</summary>
    public const string None = "";

    /// <summary>Commits wait until <paramref name="standby"/> has them on disk.</summary>
    public static string Require(string standby) => $"FIRST 1 (\"{standby}\")";
}
