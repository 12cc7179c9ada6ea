using System.Text.Json.Serialization;

namespace Distribution.Machine.Control;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TopologyStatus))]
[JsonSerializable(typeof(CommandOutcome))]
internal sealed partial class ControlJson : JsonSerializerContext;
