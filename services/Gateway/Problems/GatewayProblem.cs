using System.Globalization;
using Distribution.Gateway.Retry;
using Microsoft.AspNetCore.Mvc;
using Yarp.ReverseProxy.Forwarder;

namespace Distribution.Gateway.Problems;

/// <summary>What the gateway itself says when there is no answer of a replica to pass on (RFC 9457). A 503 gets its Retry-After from the service defaults.</summary>
internal static class GatewayProblem
{
    private const string Unknown =
        $"The replica failed before it answered; whether the request took effect is not known. With the header {Repeatable.KeyHeader} it would have been repeated on another replica.";

    public static ProblemDetails NoReplica(string cluster) => new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Title = "No replica",
        Detail = $"No replica of '{cluster}' is configured.",
    };

    public static ProblemDetails NoAnswer(string cluster, int attempts, TimeSpan budget) => new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Title = "No answer in time",
        Detail = string.Create(CultureInfo.InvariantCulture, $"{attempts} attempts at the replicas of '{cluster}' brought no answer within {budget.TotalSeconds:0.##} s. The request may be sent again as it is."),
    };

    public static ProblemDetails TooMany(double perSecond) => new()
    {
        Status = StatusCodes.Status429TooManyRequests,
        Type = "urn:distribution:problem:too-many-requests",
        Title = "Too many requests",
        Detail = string.Create(CultureInfo.InvariantCulture, $"A client may send {perSecond:0.##} such requests a second. Send the request again after the time in Retry-After."),
    };

    public static ProblemDetails TooLarge(long? limit) => new()
    {
        Status = StatusCodes.Status413PayloadTooLarge,
        Title = "Body too large",
        Detail = $"A request body may have {limit} bytes at most.",
    };

    /// <summary>For a request that was sent to one replica only.</summary>
    public static ProblemDetails NotForwarded(ForwarderError error) => error switch
    {
        ForwarderError.NoAvailableDestinations => new() { Status = StatusCodes.Status503ServiceUnavailable, Title = "No replica", Detail = "No replica is available." },
        ForwarderError.RequestTimedOut => new() { Status = StatusCodes.Status504GatewayTimeout, Title = "No answer in time", Detail = Unknown },
        ForwarderError.RequestBodyClient => new() { Status = StatusCodes.Status400BadRequest, Title = "Body not readable", Detail = "The request body ended before it was complete." },
        _ => new() { Status = StatusCodes.Status502BadGateway, Title = "Replica failed", Detail = Unknown },
    };
}
