using NCrontab;

namespace Distribution.Jobs.Schedules;

/// <summary>A job that is enqueued again and again.</summary>
public sealed class Schedule
{
    private readonly CrontabSchedule _times;

    /// <summary>Makes a schedule.</summary>
    /// <param name="name">By which its next time is remembered; its job's unique key is <c>schedule/NAME</c>, so that a slow job is not enqueued a second time.</param>
    /// <param name="cron">When, in UTC: minute, hour, day, month, day of the week; or six fields that begin with the second.</param>
    /// <param name="job">What to enqueue.</param>
    /// <exception cref="ArgumentException">The expression or the job is not valid.</exception>
    public Schedule(string name, string cron, NewJob job)
    {
        Name = name;
        Cron = cron;
        Job = job with { UniqueKey = $"schedule/{name}" };
        Job.Validate();
        var seconds = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6;
        _times = CrontabSchedule.TryParse(cron, new CrontabSchedule.ParseOptions { IncludingSeconds = seconds })
            ?? throw new ArgumentException($"Schedule '{name}' has the cron expression '{cron}', which cannot be read: give it five fields (minute hour day month weekday), or six beginning with the second.");
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The expression.</summary>
    public string Cron { get; }

    /// <summary>What is enqueued.</summary>
    public NewJob Job { get; }

    /// <summary>The first time after a moment.</summary>
    public DateTime After(DateTime moment) => DateTime.SpecifyKind(_times.GetNextOccurrence(moment.ToUniversalTime()), DateTimeKind.Utc);
}
