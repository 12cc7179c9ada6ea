using System.Text.Json.Serialization;
using Distribution.HashChain;

namespace Distribution.Audit.Records;

/// <summary>One record as an auditor gets it.</summary>
internal sealed record RecordItem(
    long Sequence,
    Guid MessageId,
    string Source,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    string Actor,
    string Action,
    string Subject,
    [property: JsonConverter(typeof(RawJsonConverter))] string Details,
    string? TraceId,
    string PreviousHash,
    string Hash)
{
    public static RecordItem Of(ChainRecord record) => new(
        record.Sequence,
        record.MessageId,
        record.Source,
        record.OccurredAt,
        record.RecordedAt,
        record.Actor,
        record.Action,
        record.Subject,
        record.Details,
        record.TraceId,
        Convert.ToHexStringLower(record.PreviousHash.Span),
        Convert.ToHexStringLower(record.Hash.Span));
}
