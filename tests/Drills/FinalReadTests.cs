using System.Net;
using System.Text;
using Distribution.Drills.Workloads;

namespace Distribution.Drills.Tests;

public sealed class FinalReadTests
{
    [Fact]
    public async Task What_is_refused_at_first_is_read_in_the_end()
    {
        using var answers = new Answers(HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests, HttpStatusCode.OK);
        using var http = new HttpClient(answers) { BaseAddress = new Uri("http://127.0.0.1") };

        var read = await FinalRead.ReadAsync(http, "/requests", TestContext.Current.CancellationToken);

        Assert.Equal(1, read.GetProperty("items").GetArrayLength());
        Assert.Equal(3, answers.Given);
    }

    [Fact]
    public async Task Refusal_that_does_not_pass_is_not_waited_for()
    {
        using var answers = new Answers(HttpStatusCode.Forbidden, HttpStatusCode.OK);
        using var http = new HttpClient(answers) { BaseAddress = new Uri("http://127.0.0.1") };

        await Assert.ThrowsAsync<HttpRequestException>(() => FinalRead.ReadAsync(http, "/requests", TestContext.Current.CancellationToken));

        Assert.Equal(1, answers.Given);
    }

    private sealed class Answers(params HttpStatusCode[] statuses) : HttpMessageHandler
    {
        public int Given { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(statuses[Given++]) { Content = new StringContent("{\"items\":[1]}", Encoding.UTF8, "application/json") });
    }
}
