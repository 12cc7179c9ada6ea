using Distribution.Jobs;
using Distribution.Jobs.Schedules;

namespace Distribution.Scheduler.Ticks;

/// <summary>The cron schedules of the configuration.</summary>
/// <param name="Schedules">All of them.</param>
internal sealed record TimetableOptions(IReadOnlyList<Schedule> Schedules)
{
    private const string Section = "Schedules";

    /// <summary>Reads <c>Schedules__NAME__Cron</c>, <c>__Kind</c> and, if wanted, <c>__Payload</c> and <c>__Priority</c>.</summary>
    /// <exception cref="InvalidOperationException">One cannot be read.</exception>
    public static TimetableOptions From(IConfiguration configuration) => new([.. configuration.GetSection(Section).GetChildren().Select(Read)]);

    private static Schedule Read(IConfigurationSection schedule)
    {
        try
        {
            return new(schedule.Key.ToLowerInvariant(), Needed(schedule, "Cron"), new NewJob
            {
                Kind = Needed(schedule, "Kind"),
                Payload = schedule["Payload"] ?? "{}",
                Priority = schedule.GetValue("Priority", JobDefaults.Priority),
            });
        }
        catch (ArgumentException fault)
        {
            throw new InvalidOperationException($"{Section}__{schedule.Key} cannot be read: {fault.Message}", fault);
        }
    }

    private static string Needed(IConfigurationSection schedule, string member) =>
        schedule[member] ?? throw new InvalidOperationException($"{Section}__{schedule.Key}__{member} is not set: a schedule needs Cron and Kind.");
}
