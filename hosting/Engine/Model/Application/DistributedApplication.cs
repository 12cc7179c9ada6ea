using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>An application that is run: all of its resources are started with it and ended with it.</summary>
/// <param name="host">Holds its services.</param>
public class DistributedApplication(IHost host) : IHost, IAsyncDisposable
{
    /// <summary>The application's services.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>The states of resources.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Gives commands to resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Describes an application without a command line.</summary>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>Describes an application.</summary>
    /// <param name="args">The command line.</param>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>Describes an application.</summary>
    /// <param name="options">How it is built.</param>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    /// <summary>
    /// Starts the application and returns when it has been stopped by Ctrl-C, SIGTERM or one of its services. When it cannot be started, says why in one line on
    /// the error stream and sets the process's exit code to 1.
    /// </summary>
    public void Run()
    {
        try
        {
            RunAsync().GetAwaiter().GetResult();
        }
        catch (Exception error) when (Failure.IsExpected(error))
        {
            Console.Error.WriteLine(error.Message);
            Environment.ExitCode = 1;
        }
    }

    /// <summary>Starts the application and returns when it has been stopped by Ctrl-C, SIGTERM or one of its services.</summary>
    /// <param name="cancellationToken">Stops it, too.</param>
    /// <exception cref="DistributedApplicationException">It cannot be started or published.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        await using (this)
        {
            var stopping = Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            try
            {
                await StartAsync(cancellationToken);
                var execution = Services.GetRequiredService<DistributedApplicationExecutionContext>();
                if (execution.IsPublishMode)
                {
                    await Services.GetRequiredService<Pipeline>().RunAsync(Services, cancellationToken);
                    return;
                }

                await host.WaitForShutdownAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
            }
        }
    }

    /// <summary>Starts the application. In publish mode the model is completed, and nothing is started.</summary>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="DistributedApplicationException">It cannot be started.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await Services.GetRequiredService<ApplicationStart>().PrepareAsync(cancellationToken);
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch
        {
            await StopWhatWasStartedAsync();
            throw;
        }
    }

    /// <summary>Stops the application and all of its resources.</summary>
    /// <param name="cancellationToken">Ends the patience with them.</param>
    public Task StopAsync(CancellationToken cancellationToken = default) => host.StopAsync(cancellationToken);

    /// <summary>Lets go of everything.</summary>
    public void Dispose()
    {
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of everything.</summary>
    public async ValueTask DisposeAsync()
    {
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
        else
        {
            host.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    private async Task StopWhatWasStartedAsync()
    {
        using var patience = new CancellationTokenSource(EngineHost.ShutdownTimeout);
        try
        {
            await host.StopAsync(patience.Token);
        }
        catch (Exception error)
        {
            Console.Error.WriteLine($"Besides, not everything could be stopped: {error.Message}");
        }
    }
}
