using System.IO.Enumeration;
using LocalGateway.Model;

namespace LocalGateway.Policies;

/// <summary>The decision of a policy about an action on a resource.</summary>
internal enum PolicyDecision
{
    /// <summary>No statement allows it.</summary>
    ImplicitDeny,
    ExplicitDeny,
    Allow,
}

/// <summary>Evaluates statements as IAM does: a matching Deny overrides every Allow. Without a matching Allow, access is denied.</summary>
internal static class PolicyEvaluation
{
    /// <param name="statements">Conditions are not evaluated here: the caller has none, or has already handled them.</param>
    /// <param name="action"><c>execute-api:Invoke</c>; case is ignored.</param>
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

    private static bool Applies(IReadOnlyList<string> patterns, IReadOnlyList<string> notPatterns, string value, bool ignoreCase) =>
        MatchesAny(patterns, value, ignoreCase) || (notPatterns.Count > 0 && !MatchesAny(notPatterns, value, ignoreCase));

    private static bool MatchesAny(IReadOnlyList<string> patterns, string value, bool ignoreCase)
    {
        for (var index = 0; index < patterns.Count; index++)
        {
            // Most patterns have no wildcard.
            if (patterns[index].Equals(value, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
                return true;
            // A backslash has no special meaning in a policy.
            var pattern = patterns[index].Replace(@"\", @"\\", StringComparison.Ordinal);
            if (FileSystemName.MatchesSimpleExpression(pattern, value, ignoreCase))
                return true;
        }

        return false;
    }
}
