using Aspire.Hosting;
using Distribution.Machine.Ports;
using Distribution.Machine.State;
using Distribution.Machine.Tools;

namespace Distribution.Engine.Model;

internal static class Failure
{
    /// <summary>Whether the message says all there is to say, so that a stack trace would only hide it.</summary>
    public static bool IsExpected(Exception error) =>
        error is DistributedApplicationException or StateException or PortInUseException or MissingToolException;
}
