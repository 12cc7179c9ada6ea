using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Settings;

/// <summary>The two files that are made of the same values.</summary>
internal static class SettingTree
{
    private const int CommentWidth = 110;

    public static YamlMap Defaults(IEnumerable<Setting> settings)
    {
        var map = new YamlMap();
        foreach (var setting in settings)
        {
            foreach (var line in Wrapped(setting.Comment))
            {
                map.Add(TemplateLine.Comment(line));
            }

            map.Add(setting.Name, setting.Default);
        }

        return map;
    }

    public static YamlMap Schema(IEnumerable<Setting> settings)
    {
        var properties = new YamlMap();
        foreach (var setting in settings)
        {
            properties.Add(setting.Name, setting.Schema);
        }

        return new() { { "type", "object" }, { "additionalProperties", false }, { "properties", properties } };
    }

    private static IEnumerable<string> Wrapped(string? text)
    {
        var line = "";
        foreach (var word in text?.Split(' ') ?? [])
        {
            if (line.Length + word.Length >= CommentWidth)
            {
                yield return line;
                line = "";
            }

            line += line.Length == 0 ? word : $" {word}";
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }
}
