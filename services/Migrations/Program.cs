using System.Collections;
using System.Runtime.InteropServices;
using Distribution.Migrations;
using Distribution.Migrations.Plan;
using Distribution.Migrations.Provisioning;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!, StringComparer.Ordinal);
var provisioned = await Provisioner.RunAsync(environment, Console.Out, Console.Error, stop.Token);
return (int)(provisioned != ExitCode.Done ? provisioned : await Migrator.RunAsync(Databases.All, Environment.GetEnvironmentVariable, Console.Out, Console.Error, stop.Token));

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
