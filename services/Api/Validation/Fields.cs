using System.Text.Json;
using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Validation;

/// <summary>
/// Takes the fields of a JSON object one by one and gathers every fault under the field's name, so that a caller mends all of them at once.
/// A fault gives the field a harmless value; ask for <see cref="Refusal"/> before using any.
/// </summary>
internal sealed class Fields
{
    private const string Missing = "is missing";

    private readonly Dictionary<string, JsonElement> _values;
    private readonly Dictionary<string, string[]> _faults = [];
    private readonly HashSet<string> _taken = [];

    private Fields(Dictionary<string, JsonElement> values) => _values = values;

    public static Fields From(JsonElement root)
        => new(root.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.Clone()));

    /// <summary>Null when every field that was taken is well and no other was sent.</summary>
    public Refusal? Refusal()
    {
        foreach (var unknown in _values.Keys.Where(name => !_taken.Contains(name)).Take(10))
        {
            Fail(Printable(unknown), $"is not known here; the fields are {string.Join(", ", _taken)}");
        }

        return _faults.Count == 0 ? null : ServiceDefaults.Errors.Refusal.Invalid(_faults);
    }

    public string Text(string name, Texts kind)
    {
        if (OptionalText(name, kind) is { } text)
        {
            return text;
        }

        if (!_faults.ContainsKey(name))
        {
            Fail(name, Missing);
        }

        return "";
    }

    public string? OptionalText(string name, Texts kind)
        => Take(name) is { } value && TextOf(name, value) is { } text && !FailIf(name, kind.Fault(text)) ? text : null;

    /// <summary>One of a few words.</summary>
    public string Word(string name, IReadOnlyList<string> words)
    {
        var word = Text(name, Texts.Slug);
        if (!_faults.ContainsKey(name) && !words.Contains(word))
        {
            Fail(name, $"must be one of {string.Join(", ", words)}");
        }

        return word;
    }

    /// <param name="name">The field.</param>
    /// <param name="kind">What the text may be.</param>
    /// <param name="fault">What else may be wrong with it.</param>
    public string? OptionalText(string name, Texts kind, Func<string, string?> fault)
        => OptionalText(name, kind) is { } text && !FailIf(name, fault(text)) ? text : null;

    /// <summary>Fails a field that is well by itself but not together with the others.</summary>
    public void FailIf(string name, bool condition, string fault)
    {
        if (condition)
        {
            Fail(name, fault);
        }
    }

    public bool Flag(string name)
    {
        switch (Take(name)?.ValueKind)
        {
            case null or JsonValueKind.False:
                return false;
            case JsonValueKind.True:
                return true;
            default:
                Fail(name, "must be true or false");
                return false;
        }
    }

    public int Whole(string name, int least, int most) => (int)Long(name, least, most);

    public int OptionalWhole(string name, int least, int most, int otherwise)
        => Take(name) is null ? otherwise : Whole(name, least, most);

    public long Long(string name, long least, long most)
    {
        if (Take(name) is not { } value)
        {
            Fail(name, Missing);
            return least;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number) || number < least || number > most)
        {
            Fail(name, $"must be a whole number from {least} to {most}");
            return least;
        }

        return number;
    }

    public string[] TextList(string name, int most, Func<string, string?> fault)
    {
        if (Take(name) is not { } value)
        {
            Fail(name, Missing);
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is var length && (length == 0 || length > most))
        {
            Fail(name, $"must be a list of 1 to {most} texts");
            return [];
        }

        var texts = value.EnumerateArray().Select(item => TextOf(name, item) ?? "").ToArray();
        if (!_faults.ContainsKey(name) && texts.Select(fault).FirstOrDefault(found => found is not null) is { } first)
        {
            Fail(name, $"has an entry that {first}");
        }

        return [.. texts.Distinct()];
    }

    private static string Printable(string name)
        => new([.. name.Take(64).Select(character => char.IsAscii(character) && !char.IsControl(character) ? character : '?')]);

    private JsonElement? Take(string name)
    {
        _taken.Add(name);
        return _values.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private string? TextOf(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Fail(name, "must be text");
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            Fail(name, "has half of a surrogate pair");
            return null;
        }
    }

    private bool FailIf(string name, string? fault)
    {
        if (fault is not null)
        {
            Fail(name, fault);
        }

        return fault is not null;
    }

    private void Fail(string name, string fault) => _faults.TryAdd(name, [fault]);
}
