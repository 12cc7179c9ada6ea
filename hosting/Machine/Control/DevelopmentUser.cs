using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Distribution.Machine.State;

namespace Distribution.Machine.Control;

/// <summary>A user that a development topology begins with, as its file of users has it.</summary>
/// <param name="Name">The name to sign in with.</param>
/// <param name="Password">The generated password.</param>
public sealed record DevelopmentUser(string Name, string Password)
{
    /// <summary>The first user of the topology that has a role.</summary>
    /// <param name="folder">The topology's state folder.</param>
    /// <param name="role">The role.</param>
    /// <exception cref="ControlException">There is no file, or nobody in it has the role.</exception>
    public static DevelopmentUser WithRole(StateFolder folder, string role)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return File.Exists(folder.UsersFile)
            ? WithRole(folder.UsersFile, role)
            : throw new ControlException($"Topology '{folder.Name}' has no users yet ({folder.UsersFile} is missing): start it with ./distribution up.", isAbsent: true);
    }

    /// <summary>The first user in a file who has a role.</summary>
    /// <param name="file">The file of users: a line is NAME PASSWORD ROLE[,ROLE].</param>
    /// <param name="role">The role.</param>
    /// <exception cref="ControlException">Nobody in it has the role.</exception>
    public static DevelopmentUser WithRole(string file, string role) =>
        File.ReadLines(file)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length == 3 && fields[2].Split(',').Contains(role, StringComparer.Ordinal))
            .Select(fields => new DevelopmentUser(fields[0], fields[1]))
            .FirstOrDefault() ?? throw new ControlException($"Nobody in {file} has the role {role}: a line is NAME PASSWORD ROLE[,ROLE].");

    /// <summary>Asks for a token with the password.</summary>
    /// <param name="gateway">A client of the topology's gateway.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>An access token.</returns>
    /// <exception cref="HttpRequestException">It was refused, or nobody answered.</exception>
    public async Task<string> RequestTokenAsync(HttpClient gateway, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "password", ["username"] = Name, ["password"] = Password });
        using var answer = await gateway.PostAsync("/token", form, cancellationToken);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("access_token").GetString()!
            : throw new HttpRequestException($"{Name} could not sign in: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}", inner: null, answer.StatusCode);
    }

    /// <summary>Asks for a token and lets a client carry it from now on.</summary>
    /// <param name="gateway">A client of the topology's gateway.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="HttpRequestException">It was refused, or nobody answered.</exception>
    public async Task SignInAsync(HttpClient gateway, CancellationToken cancellationToken)
    {
        var token = await RequestTokenAsync(gateway, cancellationToken);
        gateway.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }
}
