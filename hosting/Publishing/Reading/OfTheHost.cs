namespace Distribution.Publishing.Reading;

/// <summary>Variables that say how a process runs on this machine; each target says that in its own way.</summary>
internal static class OfTheHost
{
    private static readonly string[] Prefixes = ["OTEL_", "DOTNET_", "ASPNETCORE_", "ASPIRE_", "LOGGING__CONSOLE__"];

    public static bool IsKnown(string name) => Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
