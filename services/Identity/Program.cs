using Distribution.Identity;
using Distribution.ServiceDefaults.Probe;

if (HealthProbe.IsAsked(args))
{
    return HealthProbe.Run(args);
}

await IdentityHost.Build(args).RunAsync();
return 0;
