using System.Net.Mime;
using System.Text;

namespace Distribution.Worker.Operators;

/// <summary>What an order is answered with, and what is kept of it.</summary>
internal sealed record Answer(int Status, string Body)
{
    public IResult ToResult() => TypedResults.Text(Body, MediaTypeNames.Application.Json, Encoding.UTF8, Status);
}
