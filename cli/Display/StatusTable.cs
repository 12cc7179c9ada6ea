using System.Globalization;
using Distribution.Machine.Control;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Distribution.Cli.Display;

/// <summary>The resources of a topology, a row each.</summary>
internal static class StatusTable
{
    private const int LinesBesideRows = 8;

    /// <summary>The table; with too few lines on the screen, settled resources are counted instead of shown.</summary>
    public static IRenderable Render(TopologyStatus status, int height = int.MaxValue)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("resource", "state", "role", "waits for", "took", "address");
        var shown = status.Resources.Count <= height - LinesBesideRows ? status.Resources : [.. status.Resources.Where(resource => !resource.IsSettled)];
        foreach (var resource in shown)
        {
            table.AddRow(Cells(resource).Select(cell => new Text(cell.Text, cell.Style)).ToArray<IRenderable>());
        }

        var hidden = status.Resources.Count - shown.Count;
        return hidden == 0 ? table : new Rows(table, new Text($"and {hidden} that are healthy"));
    }

    private static IEnumerable<(string Text, Style Style)> Cells(ResourceStatus resource)
    {
        var colour = resource.HasFailed ? Color.Red : resource.IsSettled ? Color.Green : Color.Yellow;
        yield return (resource.Name, Style.Plain);
        yield return (ResourceText.State(resource), new Style(colour));
        yield return (resource.Role ?? "", Style.Plain);
        yield return (resource.Healthy ? "" : string.Join(", ", resource.WaitingFor ?? []), Style.Plain);
        yield return (resource.HealthyAfterMs is { } took ? string.Create(CultureInfo.InvariantCulture, $"{took / 1000:0.0} s") : "", new Style(Color.Grey));
        yield return (resource.Endpoints.FirstOrDefault() ?? "", new Style(Color.Grey));
    }
}
