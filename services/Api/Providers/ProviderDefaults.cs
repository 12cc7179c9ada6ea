namespace Distribution.Api.Providers;

internal static class ProviderDefaults
{
    /// <summary>The provider that is always there, and the one that is chosen where nothing else is said.</summary>
    public const string BuiltIn = "database";

    /// <summary>The provider that fails on command.</summary>
    public const string Faulty = "faulty";
}
