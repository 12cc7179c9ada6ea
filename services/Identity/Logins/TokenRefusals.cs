using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace Distribution.Identity.Logins;

/// <summary>Why no token is given: a problem (RFC 9457) with the members of RFC 6749, section 5.2.</summary>
internal static class TokenRefusals
{
    public static IResult Invalid(string reason) => Of(StatusCodes.Status400BadRequest, "invalid_request", reason);

    public static IResult UnknownGrant() => Of(StatusCodes.Status400BadRequest, "unsupported_grant_type", "'grant_type' must be 'password' or 'client_credentials'.");

    /// <summary>One answer for a user whom nobody knows, a wrong password and a user who is disabled.</summary>
    public static IResult WrongUser() => Of(StatusCodes.Status400BadRequest, "invalid_grant", "'username' or 'password' is wrong.");

    public static IResult WrongClient() => Of(StatusCodes.Status401Unauthorized, "invalid_client", "'client_id' or 'client_secret' is wrong.");

    public static IResult TooManyGuesses(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Of(StatusCodes.Status429TooManyRequests, "slow_down", "Too many wrong passwords for this user; try again later.");
    }

    public static IResult Busy() => Of(StatusCodes.Status503ServiceUnavailable, "temporarily_unavailable", "Too many users sign in at this moment; send the request again.");

    private static IResult Of(int status, string error, string description)
    {
        var problem = new ProblemDetails { Status = status, Type = $"urn:distribution:problem:{error.Replace('_', '-')}", Title = "No token", Detail = description };
        problem.Extensions["error"] = error;
        problem.Extensions["error_description"] = description;
        return TypedResults.Problem(problem);
    }
}
