using Distribution.Gateway;
using Distribution.ServiceDefaults.Probe;

return await ServiceProgram.RunAsync(args, () => GatewayHost.Build(args));
