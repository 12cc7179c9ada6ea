namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>A member as it is shown.</summary>
/// <param name="Name">Its resource name.</param>
/// <param name="Role">What it is.</param>
/// <param name="Health">What is seen of it.</param>
/// <param name="Streaming">Whether it is a standby that streams.</param>
/// <param name="Lag">WAL on the primary's disk that it has not confirmed, in bytes, or null when that is not known.</param>
internal sealed record MemberStatus(string Name, MemberRole Role, MemberHealth Health, bool Streaming, ulong? Lag);
