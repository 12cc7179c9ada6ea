using System.Text.Json.Serialization;
using Distribution.Scheduler.Leadership;
using Distribution.Scheduler.Sweeps;

namespace Distribution.Scheduler;

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(LeadershipReport))]
[JsonSerializable(typeof(SweepOrder))]
internal sealed partial class SchedulerJson : JsonSerializerContext;
