using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Model;

internal sealed class LogBufferLogger(LogBuffer buffer, TimeProvider time) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is not (LogLevel.None or LogLevel.Trace or LogLevel.Debug);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var text = formatter(state, exception);
        var stamp = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        foreach (var line in (exception is null ? text : $"{text}\n{exception}").Split('\n'))
        {
            buffer.Append($"{stamp} {line.TrimEnd('\r')}", logLevel >= LogLevel.Error);
        }
    }
}
