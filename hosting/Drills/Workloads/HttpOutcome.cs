using System.Text.Json;
using System.Text.Json.Nodes;
using Distribution.Drills.Histories;

namespace Distribution.Drills.Workloads;

/// <summary>Turns the answer to a request, or the lack of one, into the outcome of an operation.</summary>
internal static class HttpOutcome
{
    /// <summary>Sends and records. A refusal below 500 says that nothing was done; any other failure leaves that open.</summary>
    /// <returns>The body of a successful answer; null otherwise.</returns>
    public static async Task<string?> RecordAsync(PendingOperation operation, Func<Task<HttpResponseMessage>> send, Func<string, string?> output)
    {
        using (operation)
        {
            try
            {
                using var answer = await send();
                var body = await answer.Content.ReadAsStringAsync();
                if (answer.IsSuccessStatusCode)
                {
                    operation.Ok(output(body));
                    return body;
                }

                var error = $"{(int)answer.StatusCode}: {Reason(body)}";
                if ((int)answer.StatusCode < 500)
                {
                    operation.Fail(error);
                }
                else
                {
                    operation.Unknown(error);
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
            {
                operation.Unknown(failure.Message);
            }
        }

        return null;
    }

    // Of problem+json (RFC 9457) what a reader wants to know; of anything else, as it is.
    private static string Reason(string body)
    {
        try
        {
            var problem = JsonNode.Parse(body) as JsonObject;
            return problem?["title"] is { } title ? $"{title}: {problem["detail"]}" : body;
        }
        catch (JsonException)
        {
            return body;
        }
    }
}
