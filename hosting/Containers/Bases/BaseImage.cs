namespace Distribution.Containers.Bases;

/// <summary>An image that ours are built on, under the name that everybody knows it by.</summary>
/// <param name="Name">Repository and tag.</param>
/// <param name="MakeAsync">Makes a stand-in of that name.</param>
internal sealed record BaseImage(string Name, Func<StandIns, CancellationToken, Task> MakeAsync)
{
    public const string Debian = "debian:trixie-slim";
    public const string AspNet = "mcr.microsoft.com/dotnet/aspnet:10.0";

    /// <summary>All of them, each after those that it is made of.</summary>
    public static readonly IReadOnlyList<BaseImage> All =
    [
        new(Debian, static (standIns, token) => standIns.MakeDebianAsync(token)),
        new(AspNet, static (standIns, token) => standIns.MakeAspNetAsync(token)),
    ];
}
