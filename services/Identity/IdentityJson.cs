using System.Text.Json.Serialization;
using Distribution.Identity.Keys;
using Distribution.Identity.Records;
using Distribution.Tokens;

namespace Distribution.Identity;

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditRecord))]
[JsonSerializable(typeof(KeyDescription))]
[JsonSerializable(typeof(KeyLedger))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class IdentityJson : JsonSerializerContext;
