using System.Reflection;

namespace Distribution.Engine.Model;

/// <summary>
/// An AppHost that cannot even be described, because a port is taken or a setting makes no sense, ends with the one line that says so and exit code 1 instead of a
/// stack trace and a core dump. Only the process of an AppHost is treated so, not one that builds an application among other things.
/// </summary>
internal static class UnhandledFailure
{
    private static int installed;

    public static void ShowAsOneLine(Assembly? appHost)
    {
        if (appHost is null || appHost != Assembly.GetEntryAssembly() || AppHostProject.PathOf(appHost) is null || Interlocked.Exchange(ref installed, 1) == 1)
        {
            return;
        }

        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
        {
            if (unhandled.ExceptionObject is Exception error && Failure.IsExpected(error))
            {
                Console.Error.WriteLine(error.Message);
                Environment.Exit(1);
            }
        };
    }
}
