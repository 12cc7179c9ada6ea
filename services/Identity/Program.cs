using Distribution.Identity;
using Distribution.ServiceDefaults.Probe;

return await ServiceProgram.RunAsync(args, () => IdentityHost.Build(args));
