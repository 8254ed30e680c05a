using System.Text.Json.Nodes;
using LocalGateway.Model;
using LocalGateway.Policies;

namespace LocalGateway.Template.Resources;

/// <summary>Reads policy documents.</summary>
internal static class PolicyStatements
{
    /// <param name="document">The object with the member Statement.</param>
    public static List<PolicyStatement> Read(Section document) => [.. Sections(document).Select(Statement)];

    /// <summary>The statements of a resource policy that concern requests without a signature: all requests on this machine.</summary>
    /// <param name="document">The object with the member Statement.</param>
    public static List<PolicyStatement> ReadForEveryone(Section document)
    {
        var statements = new List<PolicyStatement>();
        foreach (var section in Sections(document))
        {
            var isForEveryone = IsForEveryone(section);
            var statement = Statement(section);
            if (PolicyCondition.ReadAll(statement.Condition).Problem is { } problem)
                section.Wrong("Condition", problem);
            if (isForEveryone)
                statements.Add(statement);
        }

        return statements;
    }

    private static IEnumerable<Section> Sections(Section document)
    {
        document.Node("Version");
        document.Node("Id");
        foreach (var statement in document.List("Statement"))
            yield return statement;
        document.Close();
    }

    private static PolicyStatement Statement(Section statement)
    {
        statement.Node("Sid");
        var effect = statement.RequiredText("Effect");
        if (effect is not ("Allow" or "Deny"))
            statement.Wrong("Effect", "must be Allow or Deny");
        var read = new PolicyStatement
        {
            Allows = effect == "Allow",
            Actions = statement.Strings("Action"),
            NotActions = statement.Strings("NotAction"),
            Resources = statement.Strings("Resource"),
            NotResources = statement.Strings("NotResource"),
            Condition = statement.Node("Condition") as JsonObject,
        };
        statement.Close();
        return read;
    }

    private static bool IsForEveryone(Section statement)
    {
        var principal = statement.Node("Principal");
        if (statement.Node("NotPrincipal") is { } excepted)
            return !NamesEveryone(excepted);
        if (principal is null)
            statement.Wrong("Principal", "is required");
        return NamesEveryone(principal);
    }

    private static bool NamesEveryone(JsonNode? principal) => principal switch
    {
        JsonObject kinds => NamesEveryone(kinds["AWS"]),
        JsonArray list => list.Any(item => Scalars.Text(item) == "*"),
        _ => Scalars.Text(principal) == "*",
    };
}
