namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>The standby as its primary sees it.</summary>
/// <param name="Streaming">Whether it receives WAL as it is written.</param>
/// <param name="Synchronous">Whether commits wait for it.</param>
/// <param name="Flushed">How much WAL it has confirmed to be on its disk.</param>
internal sealed record StandbySight(bool Streaming, bool Synchronous, ulong Flushed);
