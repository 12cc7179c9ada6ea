using System.Text.Json;

namespace Distribution.Drills.Histories;

/// <summary>Reads <c>history.jsonl</c>.</summary>
public static class HistoryFile
{
    /// <summary>Reads a history; operations that were begun and of which nothing more is written are <see cref="Outcome.Unknown"/>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">A line is not one of a history; the message names it. The last line may be cut short.</exception>
    public static History Read(string path)
    {
        var operations = new SortedDictionary<long, Operation>();
        var marks = new List<Mark>();
        var number = 0;
        string? broken = null;
        foreach (var text in File.ReadLines(path))
        {
            number++;
            if (broken is not null)
            {
                throw new InvalidDataException(broken);
            }

            if (Parse(text) is not { } line)
            {
                broken = $"{path}, line {number}: not a line of a history.";
                continue;
            }

            if (line.Mark is { } mark)
            {
                marks.Add(mark);
            }

            if (line.Operation is { } operation)
            {
                operations[operation.Id] = operation;
            }
        }

        return new([.. operations.Values], marks);
    }

    private static HistoryLine? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, HistoryJson.Default.HistoryLine) is { } line && (line.Operation is not null || line.Mark is not null) ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
