using System.Text.Json;

namespace Distribution.Drills.Tests.Kubernetes;

/// <summary>Answers as kubectl prints them, written by hand after what the chart emits, without what is not read.</summary>
internal static class Recorded
{
    public static JsonElement Release => Read("release");

    public static JsonElement Services => Read("services");

    public static JsonElement Nodes => Read("nodes");

    public static JsonElement Config => Read("config");

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static JsonElement Read(string name) => Json(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Kubernetes", "Recorded", $"{name}.json")));
}
