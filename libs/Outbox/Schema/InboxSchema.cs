namespace Distribution.Outbox.Schema;

/// <summary>The table of a receiver, for the migrations of its database. A later version adds steps and never changes one.</summary>
public static class InboxSchema
{
    /// <summary>Every step.</summary>
    public static IReadOnlyList<SchemaScript> Scripts { get; } = [SchemaScript.Read("inbox_0001")];
}
