using System.Globalization;

namespace Distribution.Relay;

/// <summary>A member's address and where the member really listens.</summary>
/// <param name="Member">The member.</param>
/// <param name="Port">Where everybody looks for it, on loopback.</param>
/// <param name="Target">Where it listens, on loopback.</param>
internal sealed record Route(string Member, int Port, int Target)
{
    /// <summary>Reads <c>MEMBER=PORT:TARGET</c>; null when it is not that.</summary>
    public static Route? Parse(string text) =>
        text.Split('=') is [{ Length: > 0 } member, var ports]
            && ports.Split(':') is [var port, var target]
            && ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && ushort.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            ? new Route(member, from, to)
            : null;
}
