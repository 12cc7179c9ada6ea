using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Tests.Model;

public sealed class AnnotationTests
{
    [Fact]
    public async Task Annotation_that_replaces_takes_the_place_of_its_own_type_only()
    {
        await using var model = new TestModel();
        var thing = model.Builder.AddResource(new Thing("thing"))
            .WithAnnotation(new ReplicaAnnotation(2))
            .WithExplicitStart()
            .WithAnnotation(new ReplicaAnnotation(3), ResourceAnnotationMutationBehavior.Replace);

        Assert.Equal(3, thing.Resource.GetReplicaCount());
        Assert.Single(thing.Resource.Annotations.OfType<ReplicaAnnotation>());
        Assert.True(thing.Resource.HasAnnotationOfType<ExplicitStartupAnnotation>());
    }

    [Fact]
    public async Task Annotations_can_be_walked_over_while_others_are_added()
    {
        const int each = 300;
        var thing = new Thing("thing");

        await Task.WhenAll(Task.Run(Add), Task.Run(Add), Task.Run(() =>
        {
            while (thing.Annotations.OfType<ReplicaAnnotation>().Count() < 2 * each)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            }
        }));

        Assert.Equal(2 * each, thing.Annotations.Count);

        void Add()
        {
            for (var index = 0; index < each; index++)
            {
                thing.Annotations.Add(new ReplicaAnnotation(index));
            }
        }
    }
}
