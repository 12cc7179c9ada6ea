using System.Text.Json.Serialization;

namespace Distribution.Cli.Images;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(List<ImageLine>))]
internal sealed partial class ImageJson : JsonSerializerContext;
