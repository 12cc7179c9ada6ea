using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distribution.Leases.Tests;

internal static class TestLog
{
    public static ILogger<T> Of<T>() => NullLogger<T>.Instance;
}
