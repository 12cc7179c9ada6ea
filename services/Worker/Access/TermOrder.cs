namespace Distribution.Worker.Access;

/// <summary>The body of an order to the Api: in whose name, and under which term.</summary>
internal sealed record TermOrder(string Lease, long Term);
