using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.Processes;

namespace Distribution.Hosting.Members;

/// <summary>The process of a resource, as its last snapshot tells.</summary>
internal static class MemberProcess
{
    public const string PidProperty = "executable.pid";

    public static int? Pid(this CustomResourceSnapshot snapshot) =>
        snapshot.Properties.FirstOrDefault(property => property.Name == PidProperty)?.Value is { } value
        && int.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var pid)
            ? pid
            : null;

    /// <summary>The process and all that it started, parents first.</summary>
    public static IEnumerable<int> Tree(int pid) => ProcessTable.Children(pid).SelectMany(Tree).Prepend(pid);
}
