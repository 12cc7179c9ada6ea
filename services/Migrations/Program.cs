using System.Runtime.InteropServices;
using Distribution.Migrations;
using Distribution.Migrations.Plan;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return (int)await Migrator.RunAsync(Databases.All, Environment.GetEnvironmentVariable, Console.Out, Console.Error, stop.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
