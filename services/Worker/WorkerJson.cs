using System.Text.Json;
using System.Text.Json.Serialization;
using Distribution.Worker.Access;
using Distribution.Worker.Auditing;
using Distribution.Worker.Measures;
using Distribution.Worker.Operators;
using Distribution.Worker.Probes;
using Microsoft.AspNetCore.Mvc;

namespace Distribution.Worker;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TermOrder))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ProbeOrder))]
[JsonSerializable(typeof(AuditEvent))]
[JsonSerializable(typeof(JobView))]
[JsonSerializable(typeof(JobPage))]
[JsonSerializable(typeof(Enqueued))]
[JsonSerializable(typeof(QueueReport))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
internal sealed partial class WorkerJson : JsonSerializerContext;
