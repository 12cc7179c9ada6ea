using Distribution.Scheduler;
using Distribution.ServiceDefaults.Probe;

if (HealthProbe.IsAsked(args))
{
    return HealthProbe.Run(args);
}

if (RolloutWait.IsAsked(args))
{
    return await RolloutWait.RunAsync(args);
}

await SchedulerHost.Build(args).RunAsync();
return 0;
