using Distribution.ServiceDefaults.Probe;
using Distribution.Worker;

return await ServiceProgram.RunAsync(args, () => WorkerHost.Build(args));
