using Distribution.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Distribution.ServiceDefaults.Authentication;

/// <summary>Has a service know its callers by their tokens.</summary>
public static class TokenAuthenticationExtensions
{
    /// <summary>
    /// Adds the verification of bearer tokens (configuration section <c>Tokens</c>, see <see cref="TokenOptions"/>) and authorization. An endpoint that does not say who may call it, with
    /// <see cref="AccessExtensions"/> or <c>AllowAnonymous</c>, is closed to everybody.
    /// </summary>
    /// <param name="builder">The application's builder.</param>
    /// <returns>The same builder.</returns>
    public static WebApplicationBuilder AddTokenAuthentication(this WebApplicationBuilder builder)
    {
        builder.Services.AddTokenVerification();
        // Without the data protection that AddAuthentication brings for cookies: it writes keys to the home folder at start.
        builder.Services.AddAuthenticationCore(options =>
        {
            options.DefaultScheme = TokenScheme.Name;
            options.AddScheme<TokenAuthenticationHandler>(TokenScheme.Name, displayName: null);
        });
        builder.Services.AddTransient<TokenAuthenticationHandler>();
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(UndeclaredAccess.Policy);
        return builder;
    }

    /// <summary>Puts authentication and authorization into the pipeline; call it right after <see cref="ServiceDefaultsExtensions.MapServiceDefaults"/>.</summary>
    /// <param name="app">The application.</param>
    /// <returns>The same application.</returns>
    public static WebApplication UseTokenAuthentication(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        return app;
    }
}
