using Distribution.Publishing.Lint.Compose.Documents;

namespace Distribution.Publishing.Lint.Compose.Rules;

/// <summary>A container has none of the kernel's capabilities.</summary>
internal sealed class DropCapabilities() : ServiceRule("drop-capabilities")
{
    protected override IEnumerable<string> Remedies(ServiceNode service) =>
    [
        .. When(!service["cap_drop"].Texts.Contains("ALL", StringComparer.Ordinal), "Set cap_drop to [ALL]."),
        .. When(service["cap_add"].Items.Any(), "Take cap_add away."),
    ];
}
