namespace Distribution.Api.Idempotency;

internal sealed record KeptAnswer(byte[] Fingerprint, Answer Answer);
