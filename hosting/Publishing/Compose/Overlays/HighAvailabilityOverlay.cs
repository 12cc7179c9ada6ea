using Distribution.Publishing.Compose.Model;

namespace Distribution.Publishing.Compose.Overlays;

/// <summary>What makes one of each into the topology of the model: the further members, and what the first ones must know of them.</summary>
internal static class HighAvailabilityOverlay
{
    public static ComposeFile Create(Composition single, Composition whole)
    {
        var file = new ComposeFile();
        var known = single.All.ToDictionary(service => service.Name, StringComparer.Ordinal);
        foreach (var service in whole.All)
        {
            if (!known.TryGetValue(service.Name, out var before))
            {
                file.Add(service.Name, service);
            }
            else if (Change(before, service) is { IsEmpty: false } change)
            {
                file.Add(service.Name, change);
            }
        }

        foreach (var volume in Composition.VolumesOf(whole.All).Except(Composition.VolumesOf(single.All), StringComparer.Ordinal))
        {
            file.Volumes.Add(volume, new Dictionary<string, string>());
        }

        return file;
    }

    private static ComposeServiceChange Change(ComposeService before, ComposeService after)
    {
        var change = new ComposeServiceChange();
        foreach (var (name, value) in after.Environment.Where(variable => !before.Environment.TryGetValue(variable.Key, out var old) || old != variable.Value))
        {
            change.Environment.Add(name, value);
        }

        foreach (var (name, dependency) in after.DependsOn.Where(dependency => !before.DependsOn.TryGetValue(dependency.Key, out var old) || old != dependency.Value))
        {
            change.DependsOn.Add(name, dependency);
        }

        return change;
    }
}
