using Distribution.Identity.Clients;
using Distribution.Identity.Keys;
using Distribution.ServiceDefaults.Budgets;
using Distribution.Tokens;

namespace Distribution.Identity.Logins;

/// <summary><c>POST /token</c>: a user's token for a password, a service's for its secret. The first needs the database, the second only files.</summary>
internal static class TokenEndpoint
{
    private const int LongestField = 256;

    public static void MapTokens(this WebApplication app) => app.MapPost(KeyPaths.Token, IssueAsync).AllowAnonymous().WithRequestBudget(IdentityDefaults.SignInBudget);

    private static async Task<IResult> IssueAsync(HttpContext context, SigningIn users, ClientSecrets clients, KeyStore keys)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (fields, fault) = await TokenFields.ReadAsync(context.Request);
        if (fields is null)
        {
            return TokenRefusals.Invalid(fault!);
        }

        return fields["grant_type"] switch
        {
            "password" => Fault(fields, "username", "password") is { } wrong ? TokenRefusals.Invalid(wrong) : await users.SignInAsync(context, fields["username"]!, fields["password"]!),
            "client_credentials" => Fault(fields, "client_id", "client_secret") is { } wrong ? TokenRefusals.Invalid(wrong) : Client(clients, keys, fields["client_id"]!, fields["client_secret"]!),
            null => TokenRefusals.Invalid("'grant_type' is missing: it must be 'password' or 'client_credentials'."),
            _ => TokenRefusals.UnknownGrant(),
        };
    }

    private static IResult Client(ClientSecrets clients, KeyStore keys, string client, string secret) =>
        clients.Holds(client, secret) ? Answer(keys.Signer.SignService(client), TokenDefaults.ServiceLifetime) : TokenRefusals.WrongClient();

    internal static IResult Answer(string token, TimeSpan lifetime) =>
        TypedResults.Json(new TokenAnswer(token, "Bearer", (int)lifetime.TotalSeconds), IdentityJson.Default.TokenAnswer);

    private static string? Fault(TokenFields fields, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (fields[name] is not { } value)
            {
                return $"'{name}' is missing.";
            }

            if (value.Length > LongestField)
            {
                return $"'{name}' is longer than {LongestField} characters.";
            }

            if (value.Any(char.IsControl))
            {
                return $"'{name}' has control characters.";
            }
        }

        return null;
    }
}
