namespace Distribution.Audit.Tests;

/// <summary>Messages as relays send them.</summary>
internal static class Messages
{
    public static string Payload(int n) => $$"""{"action":"request.{{(n % 3 == 0 ? "denied" : "approved")}}","actor":"actor-{{n % 5}}","subject":"request/{{n}}","details":{ "n" : {{n}}.50, "text":"\u00e9é" } }""";

    public static string Of(int n) => Of(Guid.CreateVersion7(), Payload(n));

    public static string Of(Guid id, string payload, string type = "audit", string traceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01") =>
        $$"""{"id":"{{id}}","type":"{{type}}","key":"k","occurredAt":"2026-01-01T00:00:00.1234567Z","traceParent":"{{traceParent}}","payload":{{payload}}}""";

    public static string Batch(params string[] messages) => $$"""{"source":"access","messages":[{{string.Join(',', messages)}}]}""";
}
