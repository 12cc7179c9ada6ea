using Distribution.Api;

await ApiHost.Build(args).RunAsync();
