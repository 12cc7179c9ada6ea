using System.Text.Json.Serialization;
using Distribution.Scheduler.Leadership;

namespace Distribution.Scheduler;

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(LeadershipReport))]
internal sealed partial class SchedulerJson : JsonSerializerContext;
