using System.Text.Json;
using System.Text.Json.Serialization;

namespace Distribution.Audit.Records;

/// <summary>Writes JSON text as it was recorded, character by character, because its hash is of that.</summary>
internal sealed class RawJsonConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Records are only written.");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value, skipInputValidation: true);
}
