using System.Diagnostics;
using Distribution.Machine.Control;

namespace Distribution.Cli.Display;

/// <summary>A line for each change, for pipes and logs.</summary>
internal sealed class PlainDisplay(TextWriter output) : IStartDisplay
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);

    public void Update(TopologyStatus status)
    {
        foreach (var resource in status.Resources)
        {
            var line = $"{ResourceText.State(resource)}{Suffix(ResourceText.Detail(resource))}";
            if (_shown.GetValueOrDefault(resource.Name) != line)
            {
                _shown[resource.Name] = line;
                Say($"{resource.Name,-20} {line}");
            }
        }
    }

    public void Say(string line) => output.WriteLine($"{_clock.Elapsed.TotalSeconds,6:0.0} s  {line}");

    private static string Suffix(string detail) => detail.Length == 0 ? "" : $"  ({detail})";
}
