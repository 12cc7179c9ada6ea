using Aspire.Hosting.ApplicationModel;
using Distribution.Publishing.Compose.Model;

namespace Distribution.Publishing.Compose;

/// <summary>What the AppHost says of containers.</summary>
internal sealed class ComposeCustomisations
{
    public static readonly ComposeCustomisations None = new([]);

    private readonly IReadOnlyList<(string Resource, Action<ComposeService> Customise)> _all;

    private ComposeCustomisations(IReadOnlyList<(string Resource, Action<ComposeService> Customise)> all) => _all = all;

    /// <summary>All that a model's resources carry.</summary>
    public static ComposeCustomisations Of(DistributedApplicationModel model) =>
        new([.. model.Resources.SelectMany(resource => resource.Annotations.OfType<ComposeAnnotation>().Select(annotation => (resource.Name, annotation.Customise)))]);

    /// <summary>Applies those of a container: what was said of the set or the cluster that it is a member of, then what was said of itself.</summary>
    public void Apply(ComposeService service)
    {
        var group = service.Name.LastIndexOf('-') is var dash and > 0 && int.TryParse(service.Name.AsSpan(dash + 1), out _) ? service.Name[..dash] : null;
        foreach (var (_, customise) in _all.Where(item => item.Resource == group).Concat(_all.Where(item => item.Resource == service.Name)))
        {
            customise(service);
        }
    }
}
