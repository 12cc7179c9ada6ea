using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Distribution.Machine.Ports;
using Distribution.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Distribution.Identity.Tests;

/// <summary>A replica of Identity on Kestrel, in this process; stopped and started again it has the same address and files.</summary>
internal sealed class RunningIdentity : IAsyncDisposable
{
    public const string ClientSecret = "the-secret-of-the-worker";

    private readonly PortLease _port = PortLease.Acquire();
    private readonly TemporaryFolder _folder;
    private readonly bool _ownsFolder;
    private readonly string _postgres;
    private readonly string? _givenKeys;
    private WebApplication? _app;

    private RunningIdentity(string postgres, TemporaryFolder? folder, string? usersFile, string? givenKeys)
    {
        _postgres = postgres;
        _givenKeys = givenKeys;
        _folder = folder ?? new();
        UsersFile = usersFile ?? _folder["users"];
        _ownsFolder = folder is null;
        Client = new() { BaseAddress = new(Address) };
    }

    public string Address => $"http://127.0.0.1:{_port.Port}";

    public HttpClient Client { get; }

    public TemporaryFolder Folder => _folder;

    public string KeysFolder => _folder["keys"];

    public string UsersFile { get; }

    public IServiceProvider Services => _app!.Services;

    public static async Task<RunningIdentity> StartAsync(string postgres, TemporaryFolder? folder = null, bool waitForUsers = true, string? usersFile = null, string? givenKeys = null)
    {
        var identity = new RunningIdentity(postgres, folder, usersFile, givenKeys);
        if (!File.Exists(identity.Folder["worker"]))
        {
            SecretFiles.Write(identity.Folder["worker"], ClientSecret + "\n");
        }

        await identity.StartAgainAsync();
        if (waitForUsers)
        {
            await Eventually.True(async () => (await identity.Client.GetStringAsync("/readyz")).Contains("\"ready\""), TimeSpan.FromSeconds(30), "Identity is ready");
        }

        return identity;
    }

    public async Task StartAgainAsync()
    {
        _app = IdentityHost.Build(
            [
                $"--urls={Address}", $"--ConnectionStrings:identity={_postgres}", _givenKeys is null ? $"--Identity:KeysFolder={KeysFolder}" : $"--Identity:GivenKeysFolder={_givenKeys}", $"--Identity:UsersFile={UsersFile}",
                $"--Identity:Clients:worker={_folder["worker"]}", "--Drain:Delay=00:00:00",
            ],
            builder => builder.Logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.None));
        await _app.StartAsync();
    }

    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public string PasswordOf(string user) => File.ReadLines(UsersFile).Select(line => line.Split(' ')).Single(line => line[0] == user)[1];

    public async Task<string> SignInAsync(string user)
    {
        using var answer = await AskAsync(("grant_type", "password"), ("username", user), ("password", PasswordOf(user)));
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    public Task<HttpResponseMessage> AskAsync(params (string Name, string Value)[] fields) =>
        Client.PostAsync("/token", new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) } };
        return await Client.SendAsync(request);
    }

    public async Task<JsonElement> ReadAsync(HttpMethod method, string path, string? token)
    {
        using var answer = await SendAsync(method, path, token);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Client.Dispose();
        _port.Dispose();
        if (_ownsFolder)
        {
            _folder.Dispose();
        }
    }
}
