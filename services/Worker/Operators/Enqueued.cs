namespace Distribution.Worker.Operators;

/// <summary>The answer to <c>POST /jobs</c>: an id for each job in its order, null where one of its unique key was waiting or running already.</summary>
internal sealed record Enqueued(IReadOnlyList<Guid?> Ids);
