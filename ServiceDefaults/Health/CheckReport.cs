namespace Distribution.ServiceDefaults.Health;

internal sealed record CheckReport(string Name, string Status, double Ms, string? Description);
