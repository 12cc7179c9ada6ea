using System.Text.Json.Serialization;

namespace Distribution.Machine.Network;

/// <summary>The rules' form on sockets.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(NetworkPlan))]
[JsonSerializable(typeof(NetworkReport))]
[JsonSerializable(typeof(IReadOnlyList<NetworkRule>))]
public sealed partial class NetworkJson : JsonSerializerContext;
