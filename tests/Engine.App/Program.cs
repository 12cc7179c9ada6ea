using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.App;
using Distribution.Machine.Ports;
using Distribution.Machine.Processes;
using Distribution.Machine.State;
using Distribution.Machine.Tools;

// An AppHost that tests run as a process of its own, to break it. It prints "name pid" for each resource that runs, and "name is stopping".
var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });
var state = StateFolder.At(builder.Configuration["name"] ?? StateFolder.DefaultName, builder.Configuration["state"]);

var quiet = builder.AddExecutable("quiet", "/bin/sh", ".", "-c", "sleep 1000 & wait");
builder.AddExecutable("stubborn", "/bin/sh", ".", "-c", "trap '' TERM; setsid sleep 1000 & while true; do sleep 0.1; done").WaitFor(quiet).WithAnnotation(new ShortStop());
if (builder.Configuration["nested"] != "false")
{
    builder.AddExecutable("nested", "/bin/sh", ".", "-c", "(setsid sh -c 'trap \"\" TERM; sleep 1000 & while true; do sleep 0.1; done' &); trap 'exit 0' TERM; while true; do sleep 0.1; done").WaitFor(quiet);
}

if (builder.Configuration["postgres"] == "true")
{
    AddPostgres();
}

var application = builder.Build();
_ = PrintAsync(application.ResourceNotifications);
application.Run();
return Environment.ExitCode;

void AddPostgres()
{
    var data = Path.Combine(state.Data, "postgres");
    var port = PortLease.Acquire().Port;
    var account = Account.ForServers();
    string[] arguments = ["-D", data, "-p", $"{port}", "-k", "", "-c", "listen_addresses=127.0.0.1"];
    var (command, commandArguments) = account?.Wrap(Tool.Find("postgres"), arguments) ?? (Tool.Find("postgres"), arguments);
    builder.AddExecutable("postgres", command, ".", commandArguments).OnBeforeResourceStarted(async (_, _, cancellationToken) =>
    {
        Directory.CreateDirectory(data);
        account?.Own(data);
        string[] initialise = ["-D", data, "-A", "trust", "--no-sync", "-U", "postgres"];
        var (program, programArguments) = account?.Wrap(Tool.Find("initdb"), initialise) ?? (Tool.Find("initdb"), initialise);
        using var process = Process.Start(new ProcessStartInfo(program, programArguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
    });
}

static async Task PrintAsync(ResourceNotificationService notifications)
{
    var printed = new HashSet<(string, object?)>();
    await foreach (var happened in notifications.WatchAsync(CancellationToken.None))
    {
        if (happened.Snapshot.State?.Text == KnownResourceStates.Stopping && printed.Add((happened.Resource.Name, null)))
        {
            Console.WriteLine($"{happened.Resource.Name} is stopping");
        }

        var pid = happened.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value;
        if (happened.Snapshot.State?.Text == KnownResourceStates.Running && pid is not null && printed.Add((happened.Resource.Name, pid)))
        {
            Console.WriteLine($"{happened.Resource.Name} {pid}");
        }
    }
}
