namespace Distribution.Api.Paging;

/// <summary>Marks an endpoint that answers with a <see cref="Listing{T}"/>.</summary>
internal sealed class PagedMetadata;
