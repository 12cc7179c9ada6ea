using System.Globalization;
using Distribution.Hosting.Secrets;
using Distribution.Publishing.Azd.Bicep;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Azd.Modules;

/// <summary>How many replicas an app has, and on what it grows: KEDA's rules, which Container Apps understand.</summary>
internal static class AppScale
{
    /// <summary>The secret with the connection by which the queue's length is asked for.</summary>
    public const string Connection = "scale-connection";

    private const string Waiting = "SELECT count(*) FROM jobs WHERE state = 'queued' AND due_at <= now()";

    public static bool NeedsConnection(AzdApp app) => app.Workload.Scaling?.By == ScalingMeasure.QueueDepth;

    /// <summary>The connection, in the notation of libpq, by the role that the workload itself uses.</summary>
    /// <exception cref="PublishException">The workload has no database.</exception>
    public static string ConnectionString(AzdApp app)
    {
        var role = app.Workload.Secrets.FirstOrDefault(secret => secret.Kind == SecretKind.Passfile)
            ?? throw new PublishException($"'{app.Name}' grows with its queue and is given no database to count it in: give it the queue's database with WithReference.");
        var postgres = role.Name[..role.Name.LastIndexOf($"-{role.Role}.", StringComparison.Ordinal)];
        return $"host={{{postgres}.outputs.hostName}} port=5432 dbname={role.Database} user={role.Role} password={AzdSecrets.ValueOf(role)} sslmode=require";
    }

    public static BicepObject Of(AzdApp app) => new()
    {
        { "minReplicas", app.MinReplicas },
        { "maxReplicas", app.MaxReplicas },
        { "pollingInterval", app.Workload.Scaling is null ? null : AzdDefaults.ScalePollSeconds },
        { "cooldownPeriod", app.Workload.Scaling is null ? null : Scaling.ScaleDownSeconds },
        { "rules", app.Workload.Scaling?.By switch { ScalingMeasure.Load => Load(), ScalingMeasure.QueueDepth => Queue(), _ => null } },
    };

    private static List<object> Load() => [Utilization("cpu", Scaling.CpuPercent), Utilization("memory", Scaling.MemoryPercent)];

    private static BicepObject Utilization(string resource, int percent) => Rule(resource, new()
    {
        { "type", resource },
        { "metadata", new BicepObject { { "type", "Utilization" }, { "value", Text(percent) } } },
    });

    private static List<object> Queue() =>
    [
        Rule("queue", new()
        {
            { "type", "postgresql" },
            { "metadata", new BicepObject { { "query", Waiting }, { "targetQueryValue", Text(Scaling.JobsPerWorker) } } },
            { "auth", new List<object> { new BicepObject { { "secretRef", Connection }, { "triggerParameter", "connection" } } } },
        }),
    ];

    private static BicepObject Rule(string name, BicepObject custom) => new() { { "name", name }, { "custom", custom } };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
