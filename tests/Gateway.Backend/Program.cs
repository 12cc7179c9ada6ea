using System.Security.Cryptography;
using System.Text;

// A replica to be killed, frozen, drained and made slow. What it did is in files of a folder that all replicas share: an effect a key,
// made once whoever asks, and a line for each arrival.
// Arguments: name, folder, address; as a resource of a topology it has none and is told by its environment.
// The content root is watched with all that is below it, and it would be the working directory: "/" for a server process of the tests.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
var name = args is [{ } given, ..] ? given : builder.Configuration["OTEL_RESOURCE_ATTRIBUTES"]!;
var folder = Directory.CreateDirectory(args is [_, { } shared, ..] ? shared : builder.Configuration["folder"]!).FullName;
builder.Logging.ClearProviders();
if (args is [_, _, { } address])
{
    builder.WebHost.UseUrls(address);
}

builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
var app = builder.Build();
var running = 0;
var cancelled = 0;
var writing = new SemaphoreSlim(1);
var passed = new TaskCompletionSource();
var ready = true;
var serving = true;

app.Use(async (context, next) =>
{
    if (!serving && context.Request.Path.StartsWithSegments("/requests"))
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "7";
        await context.Response.WriteAsJsonAsync(new { title = "draining", replica = name }, options: null, contentType: "application/problem+json");
        return;
    }

    await next(context);
});

app.MapGet("/healthz", () => "alive");
app.MapGet("/readyz", () => ready ? Results.Ok(name) : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
app.MapPost("/internal/sweeps", () => "swept");

app.MapPost("/test/ready/{value}", (bool value) => ready = value);
app.MapPost("/test/serving/{value}", (bool value) => serving = value);
app.MapPost("/test/passed", () => passed.TrySetResult());
app.MapGet("/test/running", () => running);
app.MapGet("/test/aborted", () => cancelled);

app.MapGet("/requests", () => new { replica = name });
app.MapPost("/requests/slow/{milliseconds}", async (int milliseconds, CancellationToken aborted) =>
{
    Interlocked.Increment(ref running);
    try
    {
        await Task.Delay(milliseconds, aborted);
    }
    catch (OperationCanceledException)
    {
        Interlocked.Increment(ref cancelled);
    }
});
app.MapGet("/requests/echo", (HttpRequest request) => request.Headers.ToDictionary(field => field.Key, field => field.Value.ToString()));
app.MapGet("/requests/leaky", (HttpResponse response) =>
{
    response.Headers.Server = "secret/1.0";
    response.Headers["X-Hop"] = "1";
    response.Headers.Connection = "X-Hop";
    return "leaky";
});

// Fails with its header sent, and so much of its body.
app.MapGet("/requests/fails-after/{bytes}", async (int bytes, string id, HttpContext context) =>
{
    await AppendAsync("failed-" + id, name);
    context.Response.ContentLength = 1_000_000;
    await context.Response.Body.WriteAsync(new byte[bytes]);
    await context.Response.Body.FlushAsync();
    if (bytes > 0)
    {
        await passed.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    context.Abort();
});

app.MapPost("/requests", async (HttpRequest request) =>
{
    var body = await new StreamReader(request.Body).ReadToEndAsync();
    var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
    var key = request.Headers["Idempotency-Key"].ToString();
    await AppendAsync("arrivals-" + name, $"{key}|{digest}");
    if (request.Query["milliseconds"].ToString() is { Length: > 0 } milliseconds)
    {
        await Task.Delay(int.Parse(milliseconds));
    }

    if (request.Query["fails"].Contains(name))
    {
        request.HttpContext.Abort();
        return Results.Empty;
    }

    var effect = Path.Combine(folder, "effect-" + (key.Length > 0 ? key : Guid.NewGuid().ToString("N")));
    try
    {
        await using var file = new FileStream(effect, FileMode.CreateNew, FileAccess.Write);
        await file.WriteAsync(Encoding.UTF8.GetBytes(digest));
    }
    catch (IOException) when (File.Exists(effect))
    {
    }

    if (request.Query["forgets-to-answer"].Contains(name))
    {
        request.HttpContext.Abort();
        return Results.Empty;
    }

    return Results.Json(new { replica = name, length = body.Length, digest }, statusCode: StatusCodes.Status201Created);
});

app.Run();

async Task AppendAsync(string file, string line)
{
    await writing.WaitAsync();
    try
    {
        await File.AppendAllTextAsync(Path.Combine(folder, file), line + "\n");
    }
    finally
    {
        writing.Release();
    }
}
