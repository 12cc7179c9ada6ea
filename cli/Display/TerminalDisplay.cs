using System.Diagnostics;
using Distribution.Machine.Control;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Distribution.Cli.Display;

/// <summary>A table that is redrawn in place, for terminals.</summary>
internal sealed class TerminalDisplay(IAnsiConsole console, LiveDisplayContext context) : IStartDisplay
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<string> _lines = [];
    private TopologyStatus? _status;

    /// <summary>Runs <paramref name="body"/> with a live table on a terminal, and with plain lines elsewhere.</summary>
    public static Task<int> RunAsync(IAnsiConsole console, Func<IStartDisplay, Task<int>> body) =>
        console.Profile.Capabilities.Interactive && console.Profile.Capabilities.Ansi && !Console.IsOutputRedirected
            ? console.Live(new Text("Starting …")).StartAsync(context => body(new TerminalDisplay(console, context)))
            : body(new PlainDisplay(Console.Out));

    public void Update(TopologyStatus status)
    {
        _status = status;
        Draw();
    }

    public void Say(string line)
    {
        _lines.Add(line);
        Draw();
    }

    private void Draw()
    {
        var rows = new List<IRenderable>();
        if (_status is not null)
        {
            rows.Add(StatusTable.Render(_status, console.Profile.Height));
        }

        rows.AddRange(_lines.Select(line => new Text(line)));
        rows.Add(new Text($"{_clock.Elapsed.TotalSeconds:0.0} s", new Style(Color.Grey)));
        context.UpdateTarget(new Rows(rows));
    }
}
