using System.Text.Json;
using System.Text.Json.Serialization;
using Distribution.Audit.Records;
using Distribution.Audit.Verification;

namespace Distribution.Audit;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RecordPage))]
[JsonSerializable(typeof(HeadReport))]
[JsonSerializable(typeof(ChainReport))]
internal sealed partial class AuditJson : JsonSerializerContext;
