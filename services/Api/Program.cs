using Distribution.Api;
using Distribution.ServiceDefaults.Probe;

return await ServiceProgram.RunAsync(args, () => ApiHost.Build(args));
