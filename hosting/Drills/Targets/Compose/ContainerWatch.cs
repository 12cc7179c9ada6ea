using System.Text.Json;

namespace Distribution.Drills.Targets.Compose;

/// <summary>
/// The containers of a topology, by its marker. What the engine lists is asked each time; what it describes at length only of those whose line has changed since: one list a look instead of thirty descriptions.
/// A line has the state, the health and the time since the last start in it, and so tells of every restart.
/// </summary>
internal sealed class ContainerWatch(DockerEngine engine, string topology)
{
    /// <summary>The label that every container of a topology has, with its name. What does not have it is never touched.</summary>
    public const string Marker = "distribution.topology";

    private readonly Dictionary<string, (string Line, DockerContainer? Container)> _known = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>How they are now, one for each service.</summary>
    /// <exception cref="TargetException">The engine does not answer.</exception>
    public async Task<IReadOnlyList<DockerContainer>> ReadAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var list = await engine.ListAsync($"{Marker}={topology}", cancellationToken);
            var lines = list.EnumerateArray().ToDictionary(entry => entry.GetProperty("Id").GetString()!, LineOf, StringComparer.Ordinal);
            foreach (var gone in _known.Keys.Except(lines.Keys, StringComparer.Ordinal).ToList())
            {
                _known.Remove(gone);
            }

            var changed = lines.Where(entry => !_known.TryGetValue(entry.Key, out var known) || known.Line != entry.Value).ToList();
            foreach (var (id, container) in await Task.WhenAll(changed.Select(async entry => (entry.Key, await engine.InspectAsync(entry.Key, cancellationToken)))))
            {
                _known[id] = (lines[id], container is { } description ? DockerContainer.Parse(description) : null);
            }

            // While compose replaces one there may be two of a service.
            return [.. _known.Values.Select(known => known.Container).OfType<DockerContainer>().GroupBy(container => container.Service, StringComparer.Ordinal).Select(same => same.MaxBy(container => container.StartedAt, StringComparer.Ordinal)!).OrderBy(container => container.Service, StringComparer.Ordinal)];
        }
        finally
        {
            _one.Release();
        }
    }

    private static string LineOf(JsonElement entry) => $"{entry.GetProperty("State").GetString()} {entry.GetProperty("Status").GetString()}";
}
