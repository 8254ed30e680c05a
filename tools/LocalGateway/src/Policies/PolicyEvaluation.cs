using System.IO.Enumeration;
using LocalGateway.Model;

namespace LocalGateway.Policies;

/// <summary>What a policy says of an action on a resource.</summary>
internal enum PolicyDecision
{
    /// <summary>No statement allows it.</summary>
    ImplicitDeny,
    ExplicitDeny,
    Allow,
}

/// <summary>Evaluates statements as IAM does: a Deny that applies wins over every Allow, and what nothing allows is denied.</summary>
internal static class PolicyEvaluation
{
    /// <param name="statements">Their conditions are not evaluated here: the caller has none, or has dealt with them.</param>
    /// <param name="action"><c>execute-api:Invoke</c>; compared regardless of case.</param>
    /// <param name="resource">An ARN.</param>
    public static PolicyDecision Evaluate(IEnumerable<PolicyStatement> statements, string action, string resource)
    {
        var decision = PolicyDecision.ImplicitDeny;
        foreach (var statement in statements)
        {
            if (!Applies(statement.Actions, statement.NotActions, action, ignoreCase: true)
                || !Applies(statement.Resources, statement.NotResources, resource, ignoreCase: false))
                continue;
            if (!statement.Allows)
                return PolicyDecision.ExplicitDeny;
            decision = PolicyDecision.Allow;
        }

        return decision;
    }

    private static bool Applies(IReadOnlyList<string> patterns, IReadOnlyList<string> notPatterns, string value, bool ignoreCase)
    {
        return patterns.Any(Matches) || (notPatterns.Count > 0 && !notPatterns.Any(Matches));

        // A backslash is nothing special in a policy.
        bool Matches(string pattern) =>
            FileSystemName.MatchesSimpleExpression(pattern.Replace(@"\", @"\\", StringComparison.Ordinal), value, ignoreCase);
    }
}
