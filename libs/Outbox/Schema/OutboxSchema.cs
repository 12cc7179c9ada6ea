namespace Distribution.Outbox.Schema;

/// <summary>The tables of a sender, for the migrations of its database. A later version adds steps and never changes one.</summary>
public static class OutboxSchema
{
    /// <summary>Every step.</summary>
    public static IReadOnlyList<SchemaScript> Scripts { get; } = [SchemaScript.Read("outbox_0001")];
}
