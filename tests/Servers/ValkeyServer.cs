using System.Net.Sockets;
using System.Text;
using Distribution.Machine.Ports;
using Distribution.Machine.Processes;

namespace Distribution.Servers;

/// <summary>A real Valkey (or Redis) server on a leased port with a folder of its own.</summary>
public sealed class ValkeyServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PortLease _lease = PortLease.Acquire();
    private readonly string[] _extra;
    private ServerProcess? _process;

    private ValkeyServer(string[] extra) => _extra = extra;

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port => _lease.Port;

    /// <summary>Its working folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>Its process id.</summary>
    public int Pid => (_process ?? throw new InvalidOperationException("The server is not running.")).Pid;

    /// <summary>Starts an empty server.</summary>
    /// <param name="extra">More arguments, for example <c>--appendonly yes</c>.</param>
    public static async Task<ValkeyServer> StartAsync(params string[] extra)
    {
        var server = new ValkeyServer(extra);
        try
        {
            Account.ForServers()?.Own(server.Folder);
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again after <see cref="Kill"/>.</summary>
    public async Task StartAgainAsync()
    {
        _process = ServerProcess.Start("valkey-server", ["--port", $"{Port}", "--bind", "127.0.0.1", "--dir", Folder, "--save", "", .. _extra]);
        await Eventually.True(AnswersAsync, because: $"Valkey on port {Port} answers");
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process?.Dispose();
        _process = null;
    }

    /// <summary>SIGSTOP.</summary>
    public void Pause() => Signal.Send(Pid, SignalKind.Stop);

    /// <summary>SIGCONT.</summary>
    public void Resume() => Signal.Send(Pid, SignalKind.Continue);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Kill();
        _folder.Dispose();
        _lease.Dispose();
        return ValueTask.CompletedTask;
    }

    // -NOAUTH and -NOPERM are answers too.
    private async Task<bool> AnswersAsync()
    {
        if (_process!.HasExited)
        {
            throw new InvalidOperationException(_process.Output);
        }

        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port);
        await client.GetStream().WriteAsync("PING\r\n"u8.ToArray());
        var answer = new byte[64];
        var length = await client.GetStream().ReadAsync(answer);
        return Encoding.ASCII.GetString(answer, 0, length) is ['+' or '-', ..] text && !text.StartsWith("-LOADING", StringComparison.Ordinal);
    }
}
