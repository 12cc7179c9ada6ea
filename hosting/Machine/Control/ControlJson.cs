using System.Text.Json.Serialization;

namespace Distribution.Machine.Control;

/// <summary>The form in which the control channel's two sides write and read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TopologyStatus))]
[JsonSerializable(typeof(CommandOutcome))]
public sealed partial class ControlJson : JsonSerializerContext;
