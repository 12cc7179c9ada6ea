using Aspire.Hosting;
using Distribution.Machine.Ports;
using Distribution.Machine.State;
using Distribution.Machine.Tools;

namespace Distribution.Hosting.Topology;

/// <summary>Failures whose message says all there is to say: which object, which value, what to do. Their stack would only hide it.</summary>
internal static class ExpectedFailures
{
    /// <summary>The topology could not be started.</summary>
    public const int Failed = 1;

    /// <summary>A setting is wrong; nothing was tried.</summary>
    public const int Usage = 2;

    private static int installed;

    /// <summary>From now on such a failure that nobody catches ends the process with one line on stderr and its exit code.</summary>
    public static void SayInOneLine()
    {
        if (Interlocked.Exchange(ref installed, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
            {
                if (unhandled.ExceptionObject is Exception failure && ExitCodeOf(failure) is { } code)
                {
                    Console.Error.WriteLine(LineOf(failure));
                    Environment.Exit(code);
                }
            };
        }
    }

    /// <summary>The exit code of an expected failure, or null for one that is a defect.</summary>
    public static int? ExitCodeOf(Exception failure) => Unwrap(failure) switch
    {
        TopologyConfigurationException => Usage,
        DistributedApplicationException or StateException or PortInUseException or MissingToolException => Failed,
        _ => null,
    };

    public static string LineOf(Exception failure) => Unwrap(failure).Message.ReplaceLineEndings(" ");

    private static Exception Unwrap(Exception failure) => failure is AggregateException { InnerExceptions: [var only] } ? Unwrap(only) : failure;
}
