using Distribution.Api.Policies;
using Microsoft.Extensions.Options;

namespace Distribution.Api.Providers;

/// <summary>Finds every name that no provider has before the service starts.</summary>
internal sealed class ProviderOptionsValidator(IEnumerable<IAccessProvider> providers) : IValidateOptions<ProviderOptions>
{
    private readonly string[] _names = [.. providers.Select(provider => provider.Name)];

    public ValidateOptionsResult Validate(string? name, ProviderOptions options)
    {
        var faults = Named(options)
            .Where(named => !_names.Contains(named.Provider))
            .Select(named => $"{named.Key} is '{named.Provider}': there is no such provider. The providers are {string.Join(", ", _names)}.")
            .Concat(options.Targets.Select((entry, index) => (entry, index))
                .Where(target => TargetPattern.Fault(target.entry.Target) is not null)
                .Select(target => $"{ProviderOptions.Section}:Targets:{target.index}:Target is '{target.entry.Target}': it must be a target, or the beginning of targets with a * at the end."))
            .Concat(_names.GroupBy(name => name).Where(same => same.Count() > 1)
                .Select(same => $"There are {same.Count()} providers of the name {same.Key}; give each its own."))
            .ToArray();
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<(string Key, string Provider)> Named(ProviderOptions options)
        => options.Targets
            .Select((entry, index) => ($"{ProviderOptions.Section}:Targets:{index}:Provider", entry.Provider))
            .Prepend(($"{ProviderOptions.Section}:Default", options.Default));
}
