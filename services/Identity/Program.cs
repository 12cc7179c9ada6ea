using Distribution.Identity;

await IdentityHost.Build(args).RunAsync();
