using System.Text.Json.Serialization;

namespace Distribution.Engine.Dcp;

/// <summary>The JSON of DCP's objects.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DcpExecutable))]
[JsonSerializable(typeof(DcpEvent))]
internal sealed partial class DcpJson : JsonSerializerContext;
