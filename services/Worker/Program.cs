using Distribution.ServiceDefaults.Probe;
using Distribution.Worker;

if (HealthProbe.IsAsked(args))
{
    return HealthProbe.Run(args);
}

await WorkerHost.Build(args).RunAsync();
return 0;
