using System.Runtime.InteropServices;
using Distribution.Machine.Processes;
using Distribution.Relay;
using Distribution.Relay.Control;
using Distribution.Relay.Sources;

if (args.Length < 2 || args.Skip(1).FirstOrDefault(route => Route.Parse(route) is null) is { } bad && bad.Length >= 0)
{
    Console.Error.WriteLine("Usage: Distribution.Relay SOCKET MEMBER=PORT:TARGET…   passes what comes to 127.0.0.1:PORT on to 127.0.0.1:TARGET, and is told network faults on SOCKET.");
    return 2;
}

var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    end.TrySetResult();
});

// Whoever started us started the members, too.
var sources = new SourceFinder(fleet: ProcessTable.Parent(Environment.ProcessId));
await using var relay = new RelayServer([.. args.Skip(1).Select(route => Route.Parse(route)!)], sources, TimeProvider.System, Random.Shared);
await using var control = new ControlSocket(args[0], relay);
Console.WriteLine($"Relaying for {args.Length - 1} members.");
await end.Task;
return 0;
