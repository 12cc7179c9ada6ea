namespace Distribution.Engine.Dcp;

/// <param name="Type">ADDED, MODIFIED or DELETED.</param>
/// <param name="Object">The executable as it is now, or as it last was.</param>
internal sealed record DcpEvent(string Type, DcpExecutable Object)
{
    public const string Added = "ADDED";
    public const string Modified = "MODIFIED";
    public const string Deleted = "DELETED";
}
