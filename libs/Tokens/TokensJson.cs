using System.Text.Json.Serialization;

namespace Distribution.Tokens;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 8, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(JsonWebKeySet))]
[JsonSerializable(typeof(KeyFileContent))]
[JsonSerializable(typeof(RevokedKeys))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class TokensJson : JsonSerializerContext;
