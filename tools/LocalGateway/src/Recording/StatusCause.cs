using LocalGateway.MappingTemplates.Evaluation;

namespace LocalGateway.Recording;

/// <summary>Why a template set the status of the reply: the branches that it took on the way.</summary>
internal static class StatusCause
{
    private const string Status = "$context.responseOverride.status";

    /// <returns>The line that set the status, and the branches that led to it; null if the template set none.</returns>
    public static (int Line, IReadOnlyList<TracedBranch> Because)? Of(RenderTrace trace)
    {
        var place = LastOf(trace, Status, trace.Values.Count);
        if (place < 0)
            return null;
        var status = trace.Values[place];
        var around = Around(trace, status.Branch).ToList();
        // The status, or a condition around it, often has a variable that an earlier branch has set.
        var earlier = status.Roots.Concat(around.SelectMany(branch => branch.Roots)).Distinct()
            .Select(root => LastOf(trace, $"${root}", place))
            .Where(assignment => assignment >= 0)
            .SelectMany(assignment => Around(trace, trace.Values[assignment].Branch));
        return (status.Position.Line, [.. around.Concat(earlier).Distinct().OrderBy(branch => branch.Position.Line)]);
    }

    private static int LastOf(RenderTrace trace, string name, int before)
    {
        for (var place = before - 1; place >= 0; place--)
        {
            if (trace.Values[place].Name == name)
                return place;
        }

        return -1;
    }

    private static IEnumerable<TracedBranch> Around(RenderTrace trace, int branch)
    {
        for (; branch >= 0; branch = trace.Branches[branch].Outer)
            yield return trace.Branches[branch];
    }
}
