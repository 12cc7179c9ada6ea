using Distribution.Scheduler;
using Distribution.ServiceDefaults.Probe;

return await ServiceProgram.RunAsync(args, () => SchedulerHost.Build(args));
