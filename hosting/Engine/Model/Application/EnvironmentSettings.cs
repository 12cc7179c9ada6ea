using System.Collections;

namespace Distribution.Engine.Model;

/// <summary>
/// The AppHost's variables as configuration. A topology's own settings are left out, for some systems set variables of these names themselves:
/// NAME is the host's name in many shells.
/// </summary>
internal static class EnvironmentSettings
{
    private static readonly HashSet<string> ownSettings = new(["name", "state", "ports", "publisher", "operation"], StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<KeyValuePair<string, string?>> Read() =>
        from DictionaryEntry variable in Environment.GetEnvironmentVariables()
        let name = (string)variable.Key
        where !ownSettings.Contains(name)
        select KeyValuePair.Create(name.Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value);
}
