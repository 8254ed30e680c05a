using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RouteSync.Declarations;

namespace RouteSync.Template;

/// <summary>
/// The properties of a function that follow from its route: rights, validation, authorizer and cache key. The Annotations generator owns
/// the rest.
/// </summary>
internal static partial class FunctionParts
{
    /// <summary>The policy that the Annotations generator gives to a new function: it may write logs.</summary>
    private const string BasicExecution = "AWSLambdaBasicExecutionRole";

    private const int GeneratorsMemory = 512;
    private const int GeneratorsTimeout = 30;

    public static void Write(DeclaredRoute route, SamTemplate template, ManagedParts parts)
    {
        var function = template.Function(route.Function!.LogicalId);
        var events = function["Events"]?.AsObject().Select(entry => entry.Value?["Properties"]?.AsObject()).OfType<JsonObject>().ToList();
        if (events is not [var api])
        {
            throw new RouteSyncException(
                $"The function {route.Function.LogicalId} must have exactly one event. Build the API: the Annotations generator writes it.");
        }


        parts.WriteMembers(
            $"Resources.{route.Function.LogicalId}.Properties",
            isFree: JsonNode.DeepEquals(function["Policies"], Json.List(BasicExecution))
                && (function["Description"], function["VersionDescription"]) is (null, null)
                && (api["Auth"], api["RequestModel"], api["RequestParameters"]) is (null, null, null),
            (function, "Description", Description(route.Access)),
            (function, "VersionDescription", VersionDescription(template)),
            (function, "Policies", Policies(route.Function, template.TableId)),
            (api, "Auth", Auth(route.Access)),
            (api, "RequestModel", Model(route.Accepts)),
            (api, "RequestParameters", Parameters.OfEvent(route)));
        RemoveDefaults(function, template);
    }

    /// <summary>
    /// The gateway checks only the token. So the template says who may call the function. The local host shows it beside the route.
    /// </summary>
    private static string? Description(DeclaredAccess access) =>
        access.Group is null ? null : $"Only for users of the group {access.Group}.";

    /// <summary>A new value of a parameter must publish a new version, also if the code is the same. So the version's text names them all.</summary>
    private static JsonObject? VersionDescription(SamTemplate template)
    {
        if (template.Root["Globals"]?["Function"]?.DeepClone() is not JsonObject globals)
            return null;
        // It only says how a version is rolled out.
        globals.Remove("DeploymentPreference");
        var text = globals.ToJsonString();
        var conditions = template.Root["Conditions"]?.AsObject().Where(condition => text.Contains($"\"{condition.Key}\"", StringComparison.Ordinal))
            .Select(condition => condition.Value!.ToJsonString()) ?? [];
        var parameters = template.Root["Parameters"]?.AsObject().Select(parameter => parameter.Key).ToHashSet(StringComparer.Ordinal) ?? [];
        var used = Reference().Matches(string.Concat(conditions.Prepend(text))).Select(match => match.Groups[1].Value)
            .Where(parameters.Contains).Distinct().Order(StringComparer.Ordinal).ToList();
        return used.Count == 0 ? null : Intrinsic.Sub(string.Join(' ', used.Select(name => $"${{{name}}}")));
    }

    private static JsonArray Policies(DeclaredFunction function, string table)
    {
        var policies = Json.List(BasicExecution);
        if (function.Rights.Count > 0)
        {
            policies.Add(new JsonObject
            {
                ["Version"] = "2012-10-17",
                ["Statement"] = Json.List(function.Rights.Select(right => Statement(right, table))),
            });
        }

        return policies;
    }

    private static JsonObject Statement(DeclaredRight right, string table)
    {
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Action"] = Json.List(right.Actions.Select(action => $"dynamodb:{action}")),
            ["Resource"] = right.Indexes.Select(index => (JsonNode)Intrinsic.Sub($"${{{table}.Arn}}/index/{index}")).ToList() switch
            {
                [] => Intrinsic.Arn(table),
                [var only] => only,
                var several => Json.List(several),
            },
        };
        if (right.PartitionKey is { } key)
            statement["Condition"] = new JsonObject { ["ForAllValues:StringEquals"] = new JsonObject { ["dynamodb:LeadingKeys"] = Json.List(key) } };
        return statement;
    }

    private static JsonObject? Auth(DeclaredAccess access)
    {
        if (access.NeedsUser)
            return null;
        var auth = new JsonObject { ["Authorizer"] = "NONE" };
        if (access.NeedsApiKey)
            auth["ApiKeyRequired"] = true;
        return auth;
    }

    private static JsonObject? Model(DeclaredBody? body) => body is null
        ? null
        : new JsonObject { ["Model"] = RequestModels.NameOf(body), ["Required"] = true, ["ValidateBody"] = true };

    /// <summary>Removes the values that the Annotations generator gives to a new function, if Globals has values for all functions.</summary>
    private static void RemoveDefaults(JsonObject function, SamTemplate template)
    {
        var globals = template.Root["Globals"]?["Function"];
        foreach (var (property, value) in ((string, int)[])[("MemorySize", GeneratorsMemory), ("Timeout", GeneratorsTimeout)])
        {
            if (globals?[property] is not null && JsonNode.DeepEquals(function[property], value))
                function.Remove(property);
        }
    }

    [GeneratedRegex("""\{"Ref":"(\w+)"\}""")]
    private static partial Regex Reference();
}
