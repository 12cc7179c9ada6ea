using System.Text;
using System.Text.Json;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Settings;

/// <summary>values.schema.json: Helm refuses values that are not in it, so that a misspelled key is an error and not a setting that silently does nothing.</summary>
internal static class SchemaFile
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    public static string Of(IEnumerable<Setting> settings)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            Write(json, new YamlMap { { "$schema", "https://json-schema.org/draft-07/schema#" }, SettingTree.Schema([.. settings, Global]) });
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    // Helm hands this to every chart that is part of another.
    private static Setting Global { get; } = Setting.Any("global", []);

    private static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case YamlMap map:
                json.WriteStartObject();
                foreach (var entry in map)
                {
                    json.WritePropertyName(entry.Key!);
                    Write(json, entry.Value);
                }

                json.WriteEndObject();
                break;
            case YamlList list:
                json.WriteStartArray();
                foreach (var item in list)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue((string)value);
                break;
        }
    }
}
