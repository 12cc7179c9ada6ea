namespace Distribution.Publishing.Azd.Bicep;

/// <summary>An object: its properties in their order. A property whose value is null is left out.</summary>
internal sealed class BicepObject : List<KeyValuePair<string, object?>>
{
    public void Add(string name, object? value) => Add(new(name, value));
}
