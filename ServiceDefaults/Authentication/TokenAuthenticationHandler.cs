using System.Text.Encodings.Web;
using Distribution.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Distribution.ServiceDefaults.Authentication;

/// <remarks>
/// A key that is not known is looked for once before the token is refused, so that the first token of a new key passes. Every refusal is a problem that says why and what to do; it repeats nothing of the token.
/// </remarks>
internal sealed class TokenAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    TokenVerifier verifier,
    IVerificationKeys keys,
    IProblemDetailsService problems) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, UrlEncoder.Default)
{
    private TokenVerdict? _verdict;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerHeader.Token(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        _verdict = verifier.Verify(token);
        if (_verdict.Refusal == TokenRefusal.UnknownKey)
        {
            await keys.RefreshAsync(Context.RequestAborted);
            _verdict = verifier.Verify(token);
        }

        return _verdict.IsValid
            ? AuthenticateResult.Success(new(CallerIdentity.Of(_verdict.Claims), TokenScheme.Name))
            : AuthenticateResult.Fail(_verdict.Reason);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_verdict is null)
        {
            Response.Headers.WWWAuthenticate = TokenScheme.Name;
            return AnswerAsync(TokenProblem.Missing());
        }

        if (!keys.AreKnown)
        {
            return AnswerAsync(TokenProblem.NoKeys());
        }

        var reason = _verdict.Reason ?? "The token is not enough.";
        Response.Headers.WWWAuthenticate = $"{TokenScheme.Name} error=\"invalid_token\", error_description=\"{reason}\"";
        return AnswerAsync(TokenProblem.Refused(reason));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = $"{TokenScheme.Name} error=\"insufficient_scope\"";
        return AnswerAsync(TokenProblem.NotAllowed(Context.GetEndpoint()?.Metadata.GetMetadata<RequiredAccess>(), _verdict?.Claims));
    }

    private async Task AnswerAsync(ProblemDetails problem)
    {
        Response.StatusCode = problem.Status!.Value;
        await problems.WriteAsync(new() { HttpContext = Context, ProblemDetails = problem });
    }
}
