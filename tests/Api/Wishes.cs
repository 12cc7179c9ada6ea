using System.Net;

namespace Distribution.Api.Tests;

/// <summary>The steps that most tests begin with.</summary>
internal static class Wishes
{
    public static object Wish(string target = "staging-db", string role = "reader", int seconds = 600, string reason = "to look at a slow query")
        => new { role, target, durationSeconds = seconds, reason };

    public static string Unique(string prefix) => $"{prefix}-{Guid.NewGuid():N}"[..(prefix.Length + 13)];

    public static async Task<string> AskAsync(this RunningApi api, string requester, object? wish = null)
        => (await api.As(requester).PostAsync("/requests", wish ?? Wish())).Is(HttpStatusCode.Created)["id"];

    /// <summary>A grant that is approved and not provisioned yet.</summary>
    public static async Task<string> ApproveAsync(this RunningApi api, string grantee, object? wish = null)
    {
        var request = await api.AskAsync(grantee, wish);
        var approved = await api.As(Unique("approver"), "approver").PostAsync($"/requests/{request}/approve");
        return approved.Is(HttpStatusCode.OK)["grantId"];
    }

    /// <summary>An active grant.</summary>
    public static async Task<string> GrantAsync(this RunningApi api, string grantee, object? wish = null)
    {
        var grant = await api.ApproveAsync(grantee, wish);
        (await api.WorkAsync(grant)).Is(HttpStatusCode.OK);
        return grant;
    }
}
