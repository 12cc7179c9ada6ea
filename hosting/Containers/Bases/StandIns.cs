using System.Runtime.InteropServices;
using Distribution.Containers.Docker;
using Distribution.Machine.Tools;

namespace Distribution.Containers.Bases;

/// <summary>Makes images that stand in for those of a registry: Debian by debootstrap, from the mirror that this machine uses, and .NET's runtime from this machine's own.</summary>
/// <param name="docker">The engine.</param>
/// <param name="dockerfiles">The folder with the Dockerfiles of the stand-ins.</param>
internal sealed class StandIns(DockerClient docker, string dockerfiles)
{
    private const string Release = "trixie";

    // Nobody reads them in a container, and they are a quarter of it.
    private static readonly string[] LeftOut = ["./proc/*", "./sys/*", "./dev/*", "./var/cache/apt/archives/*.deb", "./var/lib/apt/lists/*", "./usr/share/doc/*", "./usr/share/man/*", "./usr/share/locale/*"];

    /// <exception cref="ContainerException">debootstrap is missing or failed.</exception>
    public async Task MakeDebianAsync(CancellationToken cancellationToken)
    {
        var debootstrap = Tool.TryFind("debootstrap") ?? throw new ContainerException($"{BaseImage.Debian} is not here, no registry gave it, and debootstrap is missing: run ./distribution setup containers.");
        if (!Environment.IsPrivilegedProcess)
        {
            throw new ContainerException($"{BaseImage.Debian} is not here and no registry gave it; debootstrap, which makes a stand-in, wants root: run this as root once.");
        }

        var folder = Directory.CreateTempSubdirectory("distribution-base-").FullName;
        try
        {
            Check("debootstrap", await ProgramRun.RunAsync(debootstrap, ["--variant=minbase", Release, folder, AptMirror.Find()], cancellationToken: cancellationToken));
            var leftOut = string.Join(' ', LeftOut.Select(pattern => $"--exclude='{pattern}'"));
            var import = $"set -o pipefail; tar -C '{folder}' {leftOut} -c . | '{Tool.Find("docker")}' import --change 'CMD [\"bash\"]' --change 'LABEL {DockerClient.StandInLabel}=debian' - {BaseImage.Debian}";
            Check("docker import", await ProgramRun.RunAsync("/bin/bash", ["-c", import], docker.Environment, cancellationToken: cancellationToken));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <exception cref="ContainerException">The build failed.</exception>
    public async Task MakeAspNetAsync(CancellationToken cancellationToken)
    {
        var context = Directory.CreateTempSubdirectory("distribution-base-").FullName;
        try
        {
            var runtime = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory());
            var root = runtime.Parent!.Parent!.Parent!;
            string[] parts = ["dotnet", "LICENSE.txt", "ThirdPartyNotices.txt", "host", Path.Combine("shared", "Microsoft.NETCore.App", runtime.Name), Path.Combine("shared", "Microsoft.AspNetCore.App", runtime.Name)];
            foreach (var part in parts.Where(part => Path.Exists(Path.Combine(root.FullName, part))))
            {
                var target = Path.Combine(context, "dotnet", Path.GetDirectoryName(part)!);
                Directory.CreateDirectory(target);
                Check("cp", await ProgramRun.RunAsync("cp", ["-r", Path.Combine(root.FullName, part), target], cancellationToken: cancellationToken));
            }

            Check(BaseImage.AspNet, await docker.TryAsync(["build", "-t", BaseImage.AspNet, "-f", Path.Combine(dockerfiles, "aspnet.Dockerfile"), context], cancellationToken));
        }
        finally
        {
            Directory.Delete(context, recursive: true);
        }
    }

    private static void Check(string what, ProgramResult result)
    {
        if (!result.Succeeded)
        {
            throw new ContainerException($"{what} failed while a base image was made: {result.LastWords}");
        }
    }
}
