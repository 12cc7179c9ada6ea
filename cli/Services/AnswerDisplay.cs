using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Distribution.Cli.Services;

/// <summary>Prints what a service answered: its JSON as it is, or a table of the members that people look for.</summary>
internal static class AnswerDisplay
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <param name="answer">The answer.</param>
    /// <param name="list">The member that holds the rows.</param>
    /// <param name="json">Whether to print the JSON.</param>
    /// <param name="columns">The members of a row that are shown.</param>
    public static void Show(JsonNode answer, string list, bool json, params IReadOnlyList<string> columns)
    {
        if (json)
        {
            Print(answer);
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns([.. columns]);
        var rows = answer[list]?.AsArray() ?? [];
        foreach (var row in rows)
        {
            table.AddRow([.. columns.Select(column => new Text(row?[column]?.ToString() ?? ""))]);
        }

        AnsiConsole.Write(table);
        Console.WriteLine($"{rows.Count} {list}{(answer["nextCursor"] is null ? "" : ", and more: --after " + answer["nextCursor"])}");
    }

    public static void Print(JsonNode answer) => Console.WriteLine(answer.ToJsonString(Indented));
}
