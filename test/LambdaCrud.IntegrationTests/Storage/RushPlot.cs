using System.Globalization;

namespace LambdaCrud.IntegrationTests.Storage;

/// <summary>The picture docs/pictures/rush.svg. Its colours follow the light or dark mode of the reader.</summary>
internal static class RushPlot
{
    private const int Left = 56;
    private const int Top = 40;
    private const int Width = 520;
    private const int Height = 240;
    private const int Step = 250;

    public static string Render(IReadOnlyList<RushFigure> figures)
    {
        var capacity = UnitRules.PartitionWriteUnits / ThrottlingWire.UnitsOfOrder;
        var right = RoundUp(figures.Max(figure => figure.Offered));
        var top = RoundUp(figures.Max(figure => Math.Max(figure.Placed, figure.Unavailable)));
        return string.Join('\n', [
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Left + Width + 24} {Top + Height + 52}" font-family="sans-serif" font-size="12">""",
            "<title>Orders of one product: offered, placed, and 503 answers a second</title>",
            "<style>",
            "text{fill:#1f2328}.grid{stroke:#d1d9e0}.placed{stroke:#0969da;fill:none;stroke-width:2.5}",
            ".busy{stroke:#bc4c00;fill:none;stroke-width:2.5;stroke-dasharray:6 4}.limit{stroke:#59636e;stroke-dasharray:2 3}",
            "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.grid{stroke:#3d444d}.placed{stroke:#58a6ff}.busy{stroke:#f0883e}.limit{stroke:#9198a1}}",
            "</style>",
            .. Steps(top).Select(y => $"""<path class="grid" d="M{Left} {Y(y)}H{Left + Width}"/><text x="{Left - 8}" y="{Y(y) + 4}" text-anchor="end">{Number(y)}</text>"""),
            .. Steps(right).Select(x => $"""<path class="grid" d="M{X(x)} {Top}V{Top + Height}"/><text x="{X(x)}" y="{Top + Height + 18}" text-anchor="middle">{Number(x)}</text>"""),
            $"""<path class="limit" d="M{Left} {Y(capacity)}H{Left + Width}"/><text x="{Left + Width - 4}" y="{Y(capacity) - 6}" text-anchor="end">capacity: {capacity} orders a second</text>""",
            $"""<polyline class="placed" points="{Points(figure => figure.Placed)}"/>""",
            $"""<polyline class="busy" points="{Points(figure => figure.Unavailable)}"/>""",
            $"""<path class="placed" d="M{Left} 20h28"/><text x="{Left + 36}" y="24">orders placed a second</text>""",
            $"""<path class="busy" d="M{Left + 230} 20h28"/><text x="{Left + 266}" y="24">503 answers a second</text>""",
            $"""<text x="{Left + (Width / 2)}" y="{Top + Height + 40}" text-anchor="middle">new orders of one product a second</text>""",
            "</svg>",
            "",
        ]);

        int X(int value) => Left + (value * Width / right);

        int Y(int value) => Top + Height - (value * Height / top);

        string Points(Func<RushFigure, int> of) => string.Join(' ', figures.Select(figure => $"{X(figure.Offered)},{Y(of(figure))}"));
    }

    private static IEnumerable<int> Steps(int most) => Enumerable.Range(0, (most / Step) + 1).Select(step => step * Step);

    private static int RoundUp(int value) => (value + Step - 1) / Step * Step;

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
