using System.Buffers.Text;
using System.Security.Cryptography;
using Distribution.Machine.Secrets;

namespace Distribution.Engine.Dashboard;

/// <summary>Who may do what with the dashboard.</summary>
/// <param name="Browser">Lets a person in. It is kept, so that a link and a login outlive the AppHost.</param>
/// <param name="Telemetry">Reads telemetry as JSON, <c>x-api-key</c> on <c>/api/telemetry</c>. It is kept, so that tools find it.</param>
/// <param name="Otlp">Lets services send telemetry. Only for this run.</param>
/// <param name="Resources">Lets the dashboard read and command the resources. Only for this run.</param>
internal sealed record DashboardKeys(string Browser, string Telemetry, string Otlp, string Resources)
{
    public const string BrowserFile = "dashboard-token";
    public const string TelemetryFile = "dashboard-api-key";

    private const int Bytes = 24;

    /// <param name="secrets">The topology's folder of secrets.</param>
    public static DashboardKeys In(string secrets) =>
        new(
            SecretFile.ReadOrCreate(Path.Combine(secrets, BrowserFile), Bytes),
            SecretFile.ReadOrCreate(Path.Combine(secrets, TelemetryFile), Bytes),
            New(),
            New());

    private static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Keys are not for printing.</summary>
    public override string ToString() => nameof(DashboardKeys);
}
