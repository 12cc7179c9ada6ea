using Distribution.Worker;
using Distribution.ServiceDefaults.Probe;

if (HealthProbe.IsAsked(args))
{
    return HealthProbe.Run(args);
}

await WorkerHost.Build(args).RunAsync();
return 0;
