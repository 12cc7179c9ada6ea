using Microsoft.AspNetCore.Builder;

namespace Distribution.ServiceDefaults.Probe;

/// <summary>The program of every service: it serves, unless its container starts it to ask something.</summary>
public static class ServiceProgram
{
    /// <summary>Serves until it is told to stop; with <c>probe</c> it asks the service beside it (<see cref="HealthProbe"/>), with <c>await-version</c> it waits for other services (<see cref="RolloutWait"/>).</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="build">Puts the service together.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Func<WebApplication> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        if (HealthProbe.IsAsked(args))
        {
            return HealthProbe.Run(args);
        }

        if (RolloutWait.IsAsked(args))
        {
            return await RolloutWait.RunAsync(args);
        }

        await build().RunAsync();
        return 0;
    }
}
