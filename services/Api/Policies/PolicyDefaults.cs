namespace Distribution.Api.Policies;

internal static class PolicyDefaults
{
    /// <summary>The channel on which a new version is announced.</summary>
    public const string Channel = "access:policies";

    /// <summary>Where the set of a version is cached; a committed version does not change.</summary>
    public static string CacheKey(long version) => $"access:policies:{version}";

    /// <summary>All replicas fetch a new set within a poll. No longer, because a database that was restored to an earlier time counts the versions anew.</summary>
    public static readonly TimeSpan CacheTime = TimeSpan.FromMinutes(1);

    /// <summary>How a replica hears of a change when nobody can tell it (features.md, row 3).</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How old an unconfirmed copy may get before the database has to be asked: one poll may fail, after that nobody knows whether it still holds.
    /// </summary>
    public static readonly TimeSpan Stale = Poll * 2;

    /// <summary>Each replica holds all of them in memory.</summary>
    public const int MostPolicies = 1000;
}
