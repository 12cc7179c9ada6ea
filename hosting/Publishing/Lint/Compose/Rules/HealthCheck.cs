using Distribution.Publishing.Lint.Compose.Documents;

namespace Distribution.Publishing.Lint.Compose.Rules;

/// <summary>The engine knows whether a service serves, and asking does not keep the machine busy.</summary>
internal sealed class HealthCheck() : ServiceRule("health-check")
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(10);

    protected override IEnumerable<string> Remedies(ServiceNode service)
    {
        var check = service["healthcheck"];
        if (service.IsJob)
        {
            return [];
        }

        // An image may have no program that could ask; that is then said, and nobody can wait for it.
        if (!check["test"].Exists)
        {
            return When(!check["disable"].IsTrue, "Give it a healthcheck, or say that it has none with healthcheck.disable.");
        }

        return
        [
            .. When(!(Duration.Parse(check["interval"].Text) >= ShortestInterval), "Set healthcheck.interval to 10s or more: each question starts a process."),
            .. When(Duration.Parse(check["timeout"].Text) is null, "Set healthcheck.timeout."),
            .. When(Duration.Parse(check["start_period"].Text) is null, "Set healthcheck.start_period, so that a slow start is no fault."),
        ];
    }
}
