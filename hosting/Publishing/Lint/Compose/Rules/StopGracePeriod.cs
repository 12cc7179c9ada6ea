using System.Globalization;
using Distribution.Publishing.Lint.Compose.Documents;

namespace Distribution.Publishing.Lint.Compose.Rules;

/// <summary>A container is not killed while it still finishes what it has begun.</summary>
internal sealed class StopGracePeriod() : ServiceRule("stop-grace-period")
{
    private const string Drain = "Drain__Deadline";

    protected override IEnumerable<string> Remedies(ServiceNode service)
    {
        var grace = Duration.Parse(service["stop_grace_period"].Text);
        var drain = service.Environment.TryGetValue(Drain, out var text) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var deadline) ? deadline : (TimeSpan?)null;
        return grace is null
            ? ["Set stop_grace_period."]
            : When(grace <= drain, $"Set stop_grace_period to more than {drain}, which is how long it may drain ({Drain}).");
    }
}
