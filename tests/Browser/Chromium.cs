using Distribution.Servers;
using Microsoft.Playwright;

namespace Distribution.Browser.Tests;

/// <summary>A Chromium of its own, with a profile that is gone afterwards.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // Nothing may leave the machine, and root has no sandbox.
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly TemporaryFolder _profile;
    private readonly IPlaywright _playwright;
    private readonly IBrowserContext _context;

    private Chromium(TemporaryFolder profile, IPlaywright playwright, IBrowserContext context) => (_profile, _playwright, _context) = (profile, playwright, context);

    /// <summary>The installed browser, or null. Playwright's own downloads are not used: they need a network.</summary>
    public static string? Executable => Places.FirstOrDefault(File.Exists);

    public static async Task<Chromium> StartAsync()
    {
        Assert.SkipWhen(Executable is null, "Chromium is not installed: ./distribution doctor tells how to install it.");
        var profile = new TemporaryFolder();
        var playwright = await Playwright.CreateAsync();
        var context = await playwright.Chromium.LaunchPersistentContextAsync(
            profile.Path,
            new() { ExecutablePath = Executable, Args = Arguments, Headless = true, ViewportSize = new() { Width = 1600, Height = 1000 } });
        context.SetDefaultTimeout((float)TimeSpan.FromSeconds(30).TotalMilliseconds);
        return new Chromium(profile, playwright, context);
    }

    public IPage Page => _context.Pages[0];

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        _playwright.Dispose();
        _profile.Dispose();
    }
}
