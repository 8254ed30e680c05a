using System.Text.Json.Nodes;
using RouteSync.OpenApi;

namespace RouteSync.Compatibility;

/// <summary>
/// Compares a contract with the released one and finds the changes that break clients. Not breaking: new operations, optional parameters and
/// members, members of answers, statuses, headers of answers and problem types, and all texts. Clients have to tolerate them: an unknown
/// member is ignored, an unknown status means the same as the first one of its class (RFC 9110 §15), and so does an unknown problem type.
/// </summary>
internal sealed class ContractComparison
{
    private const string Json = "application/problem+json";

    private readonly List<BreakingChange> _changes = [];

    public static IReadOnlyList<BreakingChange> Compare(JsonObject released, JsonObject current)
    {
        var comparison = new ContractComparison();
        comparison.CompareOperations(Place.Of(released), Place.Of(current));
        return [.. comparison._changes.Distinct()];
    }

    private void CompareOperations(Place released, Place current)
    {
        foreach (var (path, methods) in released["paths"].Members)
        {
            foreach (var (method, operation) in methods.Members.Where(member => Component.Methods.Contains(member.Name)))
            {
                var name = $"{method.ToUpperInvariant()} {path}";
                var now = current["paths"][path][method];
                if (!now.Exists)
                {
                    Report(name, operation, "The operation is removed.", "A client that calls it gets 404.");
                    continue;
                }

                if (operation["operationId"].Text != now["operationId"].Text)
                    Report(name, now["operationId"], $"The name `{operation["operationId"].Text}` is removed.", "The code of generated clients has it as the name of a method.");
                CompareCredentials(name, operation, now);
                CompareParameters(name, operation, now);
                CompareBody(name, operation["requestBody"], now["requestBody"]);
                foreach (var (status, answer) in operation["responses"].Members)
                    CompareAnswer(name, status, answer, now["responses"][status]);
            }
        }
    }

    private void CompareCredentials(string name, Place operation, Place now)
    {
        if (AlternativesOf(now) is not { Count: > 0 } alternatives)
            return;
        // No alternative is the same as one without credentials.
        var before = AlternativesOf(operation) is { Count: > 0 } some ? some : [[]];
        if (!before.All(credentials => alternatives.Any(alternative => alternative.IsSubsetOf(credentials))))
            Report(name, now["security"], "The operation needs other credentials.", "A request with the credentials of the released contract is refused.");
    }

    /// <summary>The ways to sign in. A scheme has another text if it sends the credential in another way.</summary>
    private static List<HashSet<string>> AlternativesOf(Place operation) =>
    [
        .. operation["security"].Items.Select(alternative => alternative.Members.Select(scheme =>
        {
            var definition = Place.Of(operation.Document)["components"]["securitySchemes"][scheme.Name];
            var way = ((string[])["type", "scheme", "in", "name"]).Select(member => definition[member].Text);
            return $"{scheme.Name} {string.Join(' ', way)} {scheme.Value.Node!.ToJsonString()}";
        }).ToHashSet(StringComparer.Ordinal)),
    ];

    private void CompareParameters(string name, Place operation, Place now)
    {
        var before = ParametersOf(operation);
        var parameters = ParametersOf(now);
        foreach (var (key, parameter) in before)
        {
            if (!parameters.TryGetValue(key, out var other))
                Report(name, parameter, $"The parameter `{key.Name}` is removed.", "A request with it is refused, or has another effect.");
            else
                new SchemaComparison(name, Direction.Input, toleratesNewValues: false, _changes.Add).Compare(parameter["schema"], other["schema"]);
        }

        foreach (var (key, parameter) in parameters.Where(parameter => parameter.Value["required"].IsTrue))
        {
            if (!before.TryGetValue(key, out var other))
                Report(name, parameter, $"The required parameter `{key.Name}` is new.", "A request without it is refused.");
            else if (!other["required"].IsTrue)
                Report(name, parameter, $"The parameter `{key.Name}` is now required.", "A request without it is refused.");
        }
    }

    private static Dictionary<(string? In, string? Name), Place> ParametersOf(Place operation) =>
        operation["parameters"].Items.ToDictionary(parameter => (parameter["in"].Text, parameter["name"].Text), parameter => parameter.Resolved);

    private void CompareBody(string name, Place before, Place now)
    {
        if (now["required"].IsTrue && !before["required"].IsTrue)
            Report(name, now, "The body is now required.", "A request without it is refused.");
        foreach (var (mediaType, content) in before["content"].Members)
        {
            if (!now["content"][mediaType].Exists)
                Report(name, content, $"The media type `{mediaType}` of the request is removed.", "A request with it is refused.");
            new SchemaComparison(name, Direction.Input, toleratesNewValues: false, _changes.Add)
                .Compare(content["schema"], now["content"][mediaType]["schema"]);
        }
    }

    private void CompareAnswer(string name, string status, Place before, Place now)
    {
        if (!now.Exists)
        {
            if (status[0] is '2' or '3')
                Report(name, before, $"The answer {status} is removed.", "A client that waits for it takes another answer for a failure.");
            return;
        }

        foreach (var (header, place) in before["headers"].Members.Where(header => !now["headers"][header.Name].Exists))
            Report(name, now["headers"], $"The header `{header}` of the answer {status} is removed.", "A client that reads it finds nothing.");
        foreach (var (mediaType, content) in before["content"].Members)
        {
            if (!now["content"][mediaType].Exists)
                Report(name, content, $"The media type `{mediaType}` of the answer {status} is removed.", "A client cannot read another one.");
            new SchemaComparison(name, Direction.Output, toleratesNewValues: mediaType == Json, _changes.Add)
                .Compare(content["schema"], now["content"][mediaType]["schema"]);
        }
    }

    private void Report(string operation, Place place, string what, string why) => _changes.Add(new(operation, place.Resolved.Pointer, what, why));
}
