using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck.Fluent;

namespace Distribution.Api.Tests;

/// <summary>Nothing that is sent makes the Api fail, and every refusal names what was wrong.</summary>
public sealed class BadInputTests(AccessServers servers)
{
    private const int Samples = 300;
    private const int SamplesOfField = 25;

    private static readonly Target[] Targets =
    [
        new(HttpMethod.Post, "/requests", """{"role":"reader","target":"staging-db","durationSeconds":60,"reason":"the glass is broken now","breakGlass":true}"""),
        new(
            HttpMethod.Put,
            "/policies/never-made",
            """{"role":"reader","targets":["a*"],"requesters":["*"],"approvers":["b"],"approvals":1,"longestSeconds":60,"provider":"database","breakGlass":true,"reviewSeconds":60}"""),
        new(HttpMethod.Post, "/grants/00000000-0000-7000-8000-000000000000/use", """{"note":"n"}"""),
        new(HttpMethod.Post, "/requests/00000000-0000-7000-8000-000000000000/deny", """{"comment":"c"}"""),
        new(HttpMethod.Post, "/requests/00000000-0000-7000-8000-000000000000/approve", """{"comment":"c"}"""),
        new(HttpMethod.Post, "/grants/00000000-0000-7000-8000-000000000000/revoke", """{"note":"n"}"""),
        new(HttpMethod.Post, "/grants/00000000-0000-7000-8000-000000000000/review", """{"verdict":"justified","comment":"c"}"""),
        new(HttpMethod.Post, "/internal/sweeps", """{"lease":"nobody","term":1}"""),
        new(HttpMethod.Post, "/internal/reviews", """{"lease":"nobody","term":1}"""),
        new(HttpMethod.Post, "/internal/grants/00000000-0000-7000-8000-000000000000/provision", """{"lease":"job/nobody","term":1}"""),
        new(HttpMethod.Post, "/internal/grants/00000000-0000-7000-8000-000000000000/withdraw", """{"lease":"job/nobody","term":1}"""),
    ];

    private static readonly string[] Injections =
    [
        "'; DROP TABLE policies; --", "x\r\nX-Injected: yes", "\" OR \"\"=\"", "${jndi:ldap://x}", "../../etc/passwd", "a\0b", "\u202Egnp.exe", "<script>", "{{7*7}}",
    ];

    // People may write what they like there, also a statement; everything else has its alphabet.
    private static readonly string[] Sentences = ["reason", "comment", "note"];

    private sealed record Target(HttpMethod Method, string Path, string Good);

    [Fact]
    public async Task Bad_value_in_any_field_is_refused_and_the_field_named()
    {
        var cases =
            from target in Targets
            from field in JsonNode.Parse(target.Good)!.AsObject()
            from bad in BadFor(field.Key, field.Value!).Sample(SamplesOfField)
            select (target, field.Key, bad);

        foreach (var (target, field, bad) in cases)
        {
            var body = JsonNode.Parse(target.Good)!.AsObject();
            body[field] = JsonNode.Parse(bad);

            var answer = await SendAsync(target, Encoding.UTF8.GetBytes(body.ToJsonString()));

            Assert.True(answer.Status == HttpStatusCode.BadRequest, $"{target.Path} {field}={bad}: {answer}");
            answer.IsProblem(HttpStatusCode.BadRequest, "invalid").Names(field);
        }
    }

    [Fact]
    public async Task Missing_and_unknown_fields_are_all_named_at_once()
    {
        var answer = await servers.One.As("ada").PostTextAsync("/requests", """{"role":7,"roles":"reader","__proto__":{}}""");

        answer.Names("role").Names("target").Names("durationSeconds").Names("reason").Names("roles").Names("__proto__");
    }

    [Fact]
    public async Task Body_that_is_broken_anywhere_is_refused_and_never_a_failure()
    {
        var cases =
            from target in Gen.Elements(Targets)
            from at in Gen.Choose(0, target.Good.Length - 1)
            from what in Gen.Choose(0, 255)
            from cut in Gen.Elements(true, false)
            select (target, at, what, cut);

        foreach (var (target, at, what, cut) in cases.Sample(Samples))
        {
            var bytes = Encoding.UTF8.GetBytes(target.Good);
            bytes = cut ? bytes[..at] : [.. bytes[..at], (byte)what, .. bytes[(at + 1)..]];

            var answer = await SendAsync(target, bytes);

            Assert.True((int)answer.Status < 500, $"{target.Path} {Convert.ToHexString(bytes)}: {answer}");
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("""{"reason":"a","reason":"b"}""")]
    [InlineData("""{"reason":[[[[[[[[1]]]]]]]]}""")]
    [InlineData("""{"reason":"a"} {}""")]
    [InlineData("""{"reason":"a",}""")]
    public async Task Json_of_another_shape_names_the_body(string body)
        => (await servers.One.As("ada").PostTextAsync("/requests", body)).IsProblem(HttpStatusCode.BadRequest, "invalid").Names("body");

    [Fact]
    public async Task Half_of_a_surrogate_pair_is_refused_in_a_value_and_in_a_name()
    {
        (await servers.One.As("ada").PostTextAsync("/requests", """{"reason":"\ud800"}""")).Names("reason");
        (await servers.One.As("ada").PostTextAsync("/requests", """{"\ud800":1}""")).Names("body");
    }

    [Fact]
    public async Task Body_of_another_type_is_415_and_a_huge_one_413()
    {
        using var text = new StringContent("role=reader", Encoding.UTF8, "application/x-www-form-urlencoded");
        (await servers.One.As("ada").SendAsync(HttpMethod.Post, "/requests", text, "k")).Is(HttpStatusCode.UnsupportedMediaType);

        (await servers.One.As("ada").PostTextAsync("/requests", $"{{\"reason\":\"{new string('x', 40_000)}\"}}"))
            .IsProblem(HttpStatusCode.RequestEntityTooLarge, "invalid").Names("body");
    }

    [Fact]
    public async Task Sentence_with_a_statement_in_it_is_kept_as_it_is()
    {
        const string reason = "'; DROP TABLE policies; -- \" <b> ünïcödé 👩‍🚀 {0} %s $1";

        var request = (await servers.One.As("ada").PostAsync("/requests", Wishes.Wish(reason: reason))).Is(HttpStatusCode.Created);

        Assert.Equal(reason, (await servers.Two.As("ada").GetAsync($"/requests/{request["id"]}"))["reason"]);
    }

    private static FsCheck.Gen<string> BadFor(string field, JsonNode good) => good.GetValueKind() switch
    {
        JsonValueKind.True => Gen.Elements("\"true\"", "1", "0", "\"yes\"", "[true]", "{}", "\"\"", "\"x\\r\\nX-Injected: yes\""),
        JsonValueKind.Number => Gen.Elements("\"60\"", "1.5", "0", "-1", "1e99", "99999999999999999999", "true", "[1]", "{}", "\"\"", "\"x\\u0000\""),
        JsonValueKind.Array => Gen.OneOf(
            Gen.Elements("[]", "{}", "\"a\"", "7", "[1]", "[null]", "[[\"a\"]]", "[\"\"]", "[\"A B\"]"),
            BadText(128).Select(text => $"[{text}]"),
            Gen.Constant(JsonSerializer.Serialize(Enumerable.Range(0, 51).Select(index => $"r{index}")))),
        _ when !Sentences.Contains(field) => Gen.OneOf(
            Gen.Elements("7", "true", "[\"a\"]", "{}", "\"\"", "\"  \"", "\"A B\"", "\"\u00fc\""), Gen.Elements(Injections.Select(Quoted).ToArray()), BadText(500)),
        _ => Gen.OneOf(Gen.Elements("7", "true", "[\"a\"]", "{}", "\"\"", "\"  \""), BadText(500)),
    };

    private static FsCheck.Gen<string> BadText(int longest) => Gen.OneOf(
        from length in Gen.Choose(longest + 1, 3000) select Quoted(new string('a', length)),
        from control in Gen.OneOf(Gen.Choose(0, 31), Gen.Choose(127, 159)) from tail in Gen.Choose(0, 40) select Quoted((char)control + new string('a', tail)),
        Gen.Elements(Injections.Where(text => text.Any(character => char.IsControl(character) || character == '\u202E')).Select(Quoted).ToArray()));

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private Task<Answered> SendAsync(Target target, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        var caller = target.Path.StartsWith("/internal/", StringComparison.Ordinal) ? servers.One.AsService() : servers.One.As("fuzz", "operator", "approver", "requester");
        return caller.SendAsync(target.Method, target.Path, content, $"{Guid.NewGuid()}");
    }
}
