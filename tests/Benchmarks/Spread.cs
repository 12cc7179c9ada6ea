namespace Distribution.Benchmarks;

/// <summary>Several measurements of one thing.</summary>
internal sealed class Spread
{
    private readonly List<double> _values = [];

    public double Median => _values.Order().ElementAt(_values.Count / 2);

    public void Add(double value) => _values.Add(value);

    public override string ToString() => _values.Count == 0 ? "" : $"{_values.Min():0.00} / {Median:0.00} / {_values.Max():0.00}";
}
