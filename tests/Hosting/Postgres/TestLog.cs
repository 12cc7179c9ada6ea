using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Tests.Postgres;

/// <summary>Keeps what was logged, with times, for failure messages and for tests of the phases.</summary>
internal sealed class TestLog(TimeProvider time) : ILogger
{
    private readonly long _began = time.GetTimestamp();
    private readonly List<string> _lines = [];

    public string Text
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
        {
            _lines.Add($"{time.GetElapsedTime(_began).TotalMilliseconds,6:0} {formatter(state, exception)}");
        }
    }
}
