using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Tests.Model;

public sealed class ReferenceExpressionTests
{
    private static readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Expression_fills_its_holes_when_it_is_asked_for_its_value()
    {
        await using var model = new TestModel();
        var endpoint = Endpoint(model, 5432);
        var user = model.Builder.AddParameter("user", "a b");

        var expression = ReferenceExpression.Create($"postgres://{user:uri}@{endpoint.Property(EndpointProperty.HostAndPort)}/{"access"}?x={{1}}");

        Assert.Equal("postgres://a%20b@127.0.0.1:5432/access?x={1}", await expression.GetValueAsync(cancellation));
        Assert.Equal("postgres://{user.value}@{db.bindings.tcp.host}:{db.bindings.tcp.port}/access?x={1}", expression.ValueExpression);
        Assert.Equal(2, expression.ValueProviders.Count);
    }

    [Fact]
    public async Task Expression_waits_until_an_endpoint_has_an_address()
    {
        await using var model = new TestModel();
        var endpoint = Endpoint(model, port: null);
        var value = ReferenceExpression.Create($"{endpoint.Property(EndpointProperty.Port)}").GetValueAsync(cancellation).AsTask();
        Assert.False(value.IsCompleted);

        endpoint.EndpointAnnotation.AllocatedEndpoint = new AllocatedEndpoint(endpoint.EndpointAnnotation, "127.0.0.1", 4711);

        Assert.Equal("4711", await value.WaitAsync(TimeSpan.FromSeconds(10), cancellation));
    }

    [Fact]
    public async Task Expression_in_an_expression_is_filled_too()
    {
        var inner = ReferenceExpression.Create($"in {"{side}"}");
        var outer = ReferenceExpression.Create($"[{inner}]");

        Assert.Equal("[in {side}]", await outer.GetValueAsync(cancellation));
    }

    [Fact]
    public async Task Empty_expression_has_no_value()
    {
        Assert.Null(await ReferenceExpression.Empty.GetValueAsync(cancellation));
        Assert.Null(await ReferenceExpression.Create($"").GetValueAsync(cancellation));
    }

    [Fact]
    public async Task Builder_puts_pieces_of_every_kind_together()
    {
        await using var model = new TestModel();
        var endpoint = Endpoint(model, 5432);
        var builder = new ReferenceExpressionBuilder();
        Assert.True(builder.IsEmpty);

        builder.AppendLiteral("Host=");
        builder.AppendFormatted(endpoint.Property(EndpointProperty.Host));
        builder.Append($";Port={endpoint.Property(EndpointProperty.Port)};");
        builder.AppendFormatted("Database=access");
        var built = builder.Build();
        builder.AppendLiteral("later");

        Assert.Equal("Host=127.0.0.1;Port=5432;Database=access", await built.GetValueAsync(cancellation));
    }

    [Fact]
    public void Unknown_format_is_refused_at_once() =>
        Assert.Throws<FormatException>(() => ReferenceExpression.Create($"{"x":upper}"));

    [Fact]
    public async Task Relationships_are_drawn_to_all_resources_of_an_expression()
    {
        await using var model = new TestModel();
        var endpoint = Endpoint(model, 5432);
        var user = model.Builder.AddParameter("user", "me");
        var inner = ReferenceExpression.Create($"{endpoint}");
        var thing = model.Builder.AddResource(new Thing("thing")).WithEnvironment("X", $"{user} {inner}");

        var drawn = thing.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(arrow => arrow.Resource.Name).Order(StringComparer.Ordinal);

        Assert.Equal(["db", "user"], drawn);
    }

    private static EndpointReference Endpoint(TestModel model, int? port)
    {
        var endpoint = model.Builder.AddResource(new Thing("db")).WithEndpoint(targetPort: port, isProxied: false).GetEndpoint("tcp");
        if (port is { } known)
        {
            endpoint.EndpointAnnotation.AllocatedEndpoint = new AllocatedEndpoint(endpoint.EndpointAnnotation, "127.0.0.1", known);
        }

        return endpoint;
    }
}
