namespace Distribution.Identity;

/// <summary>Names, times and bounds of this service, each with its reason.</summary>
internal static class IdentityDefaults
{
    /// <summary>The database, and its connection string.</summary>
    public const string Database = "identity";

    /// <summary>The service's name, in its own token and as the source of its records.</summary>
    public const string Service = "identity";

    /// <summary>The role that may turn keys.</summary>
    public const string KeyRole = "operator";

    /// <summary>2 s of the request's 3 or more, so that there is time to say that the database is out.</summary>
    public static readonly TimeSpan DatabaseBudget = TimeSpan.FromSeconds(2);

    /// <summary>6 s to sign in: hashing a password is 0.2 s of a core by design, and some seconds where ten programs want it, and others may be waiting before.</summary>
    public static readonly TimeSpan SignInBudget = TimeSpan.FromSeconds(6);

    /// <summary>Users sign in a few times an hour.</summary>
    public const int Connections = 8;
}
