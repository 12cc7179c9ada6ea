using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;
using Wire = Distribution.Engine.Dashboard.Protocol;

namespace Distribution.Engine.Dashboard.Service;

/// <summary>The console logs of resources, cut into messages.</summary>
internal sealed class ConsoleLogs(ResourceLoggerService loggers)
{
    /// <summary>Reads what there is now and, when it follows, what comes until the resource will log no more.</summary>
    public async IAsyncEnumerable<Wire.WatchResourceConsoleLogsUpdate> ReadAsync(string resource, bool follow, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var batches = follow ? loggers.WatchAsync(resource) : loggers.GetAllAsync(resource);
        await foreach (var batch in batches.WithCancellation(cancellation))
        {
            foreach (var message in Messages(batch))
            {
                yield return message;
            }
        }
    }

    internal static IEnumerable<Wire.WatchResourceConsoleLogsUpdate> Messages(IReadOnlyList<LogLine> batch)
    {
        var message = new Wire.WatchResourceConsoleLogsUpdate();
        var characters = 0;
        foreach (var line in batch)
        {
            if (characters > 0 && characters + line.Content.Length > ServiceDefaults.LogCharactersPerMessage)
            {
                yield return message;
                message = new();
                characters = 0;
            }

            message.LogLines.Add(new Wire.ConsoleLogLine { Text = line.Content, IsStdErr = line.IsErrorMessage, LineNumber = line.LineNumber });
            characters += line.Content.Length;
        }

        if (message.LogLines.Count > 0)
        {
            yield return message;
        }
    }
}
