using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Distribution.Engine.Dashboard.Mapping;

/// <summary>Snapshots carry times as DateTime; one that does not say of which zone it is, is UTC.</summary>
internal static class MomentMapper
{
    public static Timestamp? Map(DateTime? moment) => moment is { } value ? Timestamp.FromDateTime(Utc(value)) : null;

    /// <returns>The form in which the dashboard reads a time from a property.</returns>
    public static string Text(DateTime moment) => Utc(moment).ToString("O", CultureInfo.InvariantCulture);

    private static DateTime Utc(DateTime moment) =>
        moment.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(moment, DateTimeKind.Utc) : moment.ToUniversalTime();
}
