namespace Distribution.Api.Requests;

internal sealed record Decision(string By, bool Approved, string? Comment, DateTimeOffset At);
