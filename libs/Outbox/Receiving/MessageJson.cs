using System.Text.Json;
using System.Text.Json.Serialization;

namespace Distribution.Outbox.Receiving;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(MessageVerdicts))]
internal sealed partial class MessageJson : JsonSerializerContext;
