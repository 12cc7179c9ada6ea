using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Distribution.Drills.Workloads;

/// <summary>Reads what is there after the load, again and again while that is refused: a system that has just been broken may refuse for a while yet, and nothing is lost by it.</summary>
internal static class FinalRead
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <exception cref="HttpRequestException">It is refused for 30 s, or for a reason that does not pass.</exception>
    public static async Task<JsonElement> ReadAsync(HttpClient http, string path, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await http.GetFromJsonAsync<JsonElement>(path, cancellationToken);
            }
            catch (Exception failure) when (clock.Elapsed < Patience && Passes(failure) && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    private static bool Passes(Exception failure) => failure switch
    {
        HttpRequestException { StatusCode: { } status } => status == HttpStatusCode.TooManyRequests || status >= HttpStatusCode.InternalServerError,
        _ => failure is HttpRequestException or TaskCanceledException,
    };
}
