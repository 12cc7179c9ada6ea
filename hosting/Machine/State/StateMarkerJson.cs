using System.Text.Json.Serialization;

namespace Distribution.Machine.State;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(StateMarker))]
internal sealed partial class StateMarkerJson : JsonSerializerContext;
