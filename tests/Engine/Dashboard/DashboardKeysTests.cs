using System.Text.Json;
using Distribution.Engine.Dashboard;
using Distribution.Servers;

namespace Distribution.Engine.Tests.Dashboard;

public sealed class DashboardKeysTests : IDisposable
{
    private readonly TemporaryFolder _secrets = new();

    [Fact]
    public void Keys_that_people_and_tools_use_outlive_the_run_and_the_others_do_not()
    {
        var first = DashboardKeys.In(_secrets.Path);
        var second = DashboardKeys.In(_secrets.Path);

        Assert.Equal((first.Browser, first.Telemetry), (second.Browser, second.Telemetry));
        Assert.NotEqual(first.Otlp, second.Otlp);
        Assert.NotEqual(first.Resources, second.Resources);
    }

    [Fact]
    public void Kept_keys_are_readable_by_their_owner_only()
    {
        _ = DashboardKeys.In(_secrets.Path);

        Assert.All(
            [DashboardKeys.BrowserFile, DashboardKeys.TelemetryFile],
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_secrets[file])));
    }

    [Fact]
    public void Keys_are_not_printed()
    {
        var keys = DashboardKeys.In(_secrets.Path);

        Assert.DoesNotContain(keys.Browser, $"{keys}");
    }

    [Fact]
    public void Settings_require_a_key_everywhere()
    {
        using var ports = new DashboardPorts(random: true);
        var keys = DashboardKeys.In(_secrets.Path);

        using var settings = JsonDocument.Parse(DashboardSettings.Json("distribution", ports, keys));

        var dashboard = settings.RootElement.GetProperty("Dashboard");
        Assert.Equal(("BrowserToken", keys.Browser), Auth("Frontend", "BrowserToken"));
        Assert.Equal(("ApiKey", keys.Otlp), Auth("Otlp", "PrimaryApiKey"));
        Assert.Equal(("ApiKey", keys.Resources), Auth("ResourceServiceClient", "ApiKey"));
        Assert.Equal(("ApiKey", keys.Telemetry), Auth("Api", "PrimaryApiKey"));

        (string? Mode, string? Key) Auth(string section, string key) =>
            (dashboard.GetProperty(section).GetProperty("AuthMode").GetString(), dashboard.GetProperty(section).GetProperty(key).GetString());
    }

    public void Dispose() => _secrets.Dispose();
}
