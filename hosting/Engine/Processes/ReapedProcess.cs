using System.Diagnostics;

namespace Distribution.Engine.Processes;

/// <summary>
/// A program that runs below a reaper (hosting/Reaper): everything that it starts, and that those start, stays below it and ends with us, however we end.
/// </summary>
internal sealed class ReapedProcess : IAsyncDisposable
{
    private readonly Process _reaper;

    private ReapedProcess(Process reaper, Action<string> output)
    {
        _reaper = reaper;
        Identity = ProcessIdentity.Of(reaper.Id) ?? new ProcessIdentity(reaper.Id, 0);
        _ = Read(reaper.StandardOutput, output);
        _ = Read(reaper.StandardError, output);
        Ended = reaper.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>The reaper; what is below it is ours.</summary>
    public ProcessIdentity Identity { get; }

    /// <summary>Completes when the reaper is gone, which is after everything below it.</summary>
    public Task Ended { get; }

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Its whole environment.</param>
    /// <param name="folder">Its working directory.</param>
    /// <param name="output">Receives each line that it writes.</param>
    public static ReapedProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string folder, Action<string> output)
    {
        var start = new ProcessStartInfo(DotNet.Program, [Path.Combine(AppContext.BaseDirectory, "Distribution.Reaper.dll"), program, .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        // Saves a thread and a socket; nobody debugs it.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return new ReapedProcess(Process.Start(start)!, output);
    }

    /// <summary>Ends everything at once, without waiting for it.</summary>
    public void Kill()
    {
        try
        {
            _reaper.StandardInput.Write('!');
            _reaper.StandardInput.Close();
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // It is gone already, or was told before.
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Ended;
        _reaper.Dispose();
    }

    private static async Task Read(StreamReader reader, Action<string> output)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            output(line);
        }
    }
}
