using System.Text;

namespace Distribution.Publishing.Azd.Bicep;

/// <summary>A module: parameters, resources and outputs, written in the order in which they were said.</summary>
internal sealed class BicepModule
{
    private readonly StringBuilder _parameters = new();
    private readonly StringBuilder _resources = new();
    private readonly StringBuilder _outputs = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Adds the parameter for the region that every module has.</summary>
    public BicepModule Location() => Parameter("location", new("resourceGroup().location"), "Where everything is deployed.");

    /// <summary>Adds a parameter; one that is there already stays.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="standard">Its value when none is given; null when one must be.</param>
    /// <param name="description">What it is, for operators; null when its name says it.</param>
    /// <param name="isSecure">Whether its value must not be shown or kept.</param>
    public BicepModule Parameter(string name, BicepCode? standard = null, string? description = null, bool isSecure = false)
    {
        if (_names.Add(name))
        {
            _parameters
                .Append(description is null ? "" : $"@description({BicepText.Quoted(description)})\n")
                .Append(isSecure ? "@secure()\n" : "")
                .Append($"param {name} string{(standard is null ? "" : $" = {standard.Text}")}\n\n");
        }

        return this;
    }

    /// <summary>Adds a resource.</summary>
    /// <param name="symbol">Its name in this module.</param>
    /// <param name="type">Its type and the API's version.</param>
    /// <param name="body">What it is.</param>
    /// <param name="comment">Why it is so; null when nothing needs to be said.</param>
    public BicepModule Resource(string symbol, string type, BicepObject body, string? comment = null) => Add(symbol, $"{BicepText.Quoted(type)} =", body, comment);

    /// <summary>Names a resource that somebody else makes.</summary>
    /// <param name="symbol">Its name in this module.</param>
    /// <param name="type">Its type and the API's version.</param>
    /// <param name="body">How it is found.</param>
    public BicepModule Existing(string symbol, string type, BicepObject body) => Add(symbol, $"{BicepText.Quoted(type)} existing =", body, comment: null);

    /// <summary>Adds an output.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; no secret.</param>
    public BicepModule Output(string name, BicepCode value)
    {
        _outputs.Append($"output {name} string = {value.Text}\n");
        return this;
    }

    public override string ToString() => $"{_parameters}{_resources}{_outputs}".TrimEnd('\n') + "\n";

    private BicepModule Add(string symbol, string head, BicepObject body, string? comment)
    {
        if (_names.Add(symbol))
        {
            _resources.Append(comment is null ? "" : $"// {comment}\n").Append($"resource {symbol} {head} {BicepText.Of(body)}\n\n");
        }

        return this;
    }
}
