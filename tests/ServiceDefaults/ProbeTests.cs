using Distribution.ServiceDefaults.Probe;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Distribution.ServiceDefaults.Tests;

public sealed class ProbeTests
{
    [Theory]
    [InlineData("probe")]
    [InlineData("probe", "/healthz")]
    public void Probe_is_asked_for_by_its_word_alone(params string[] args) => Assert.True(HealthProbe.IsAsked(args));

    [Theory]
    [InlineData]
    [InlineData("--urls=http://127.0.0.1:0")]
    [InlineData("probe", "/healthz", "more")]
    public void Other_arguments_start_the_service(params string[] args) => Assert.False(HealthProbe.IsAsked(args));

    [Fact]
    public async Task Ready_service_passes_and_a_draining_one_fails_with_what_it_said()
    {
        await using var service = await RunningService.StartAsync(configuration: ("Drain:Delay", "00:00:03"));
        var output = new StringWriter();
        Assert.Equal(0, HealthProbe.Run("/readyz", service.Client.BaseAddress!.Port, output));
        Assert.Equal("", output.ToString());

        service.Terminate();

        Assert.Equal(1, HealthProbe.Run("/readyz", service.Client.BaseAddress!.Port, output));
        Assert.Contains("503", output.ToString());
    }

    [Fact]
    public async Task Path_that_answers_anything_but_200_fails()
    {
        await using var service = await RunningService.StartAsync(map: app => app.MapGet("/odd", () => Results.NoContent()));

        Assert.Equal(1, HealthProbe.Run("/odd", service.Client.BaseAddress!.Port, TextWriter.Null));
    }

    [Fact]
    public void Port_that_nobody_listens_on_fails_and_is_named()
    {
        using var lease = Machine.Ports.PortLease.Acquire();
        var output = new StringWriter();

        Assert.Equal(1, HealthProbe.Run("/readyz", lease.Port, output));
        Assert.Contains($"{lease.Port}", output.ToString());
    }

    [Theory]
    [InlineData("9000", null, 9000)]
    [InlineData("9000;9001", null, 9000)]
    [InlineData(null, "http://+:9002/", 9002)]
    [InlineData(null, null, 8080)]
    public void Port_is_the_one_that_the_service_listens_on(string? ports, string? urls, int expected) =>
        Assert.Equal(expected, HealthProbe.Port(name => name switch { "ASPNETCORE_HTTP_PORTS" => ports, "ASPNETCORE_URLS" => urls, _ => null }));
}
