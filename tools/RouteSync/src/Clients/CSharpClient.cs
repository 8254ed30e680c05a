using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.OperationNameGenerators;
using RouteSync.OpenApi;

namespace RouteSync.Clients;

/// <summary>
/// The client in C#. NSwag writes the shapes and the methods. The methods only say what to send: the template Client.Class.liquid leaves
/// everything else to the hand-written layer, Api.cs.
/// </summary>
internal static class CSharpClient
{
    private const string List = "System.Collections.Generic.IReadOnlyList";

    /// <param name="templates">The folder with Api.cs and the templates for NSwag.</param>
    public static async Task<IReadOnlyList<ClientFile>> WriteAsync(ClientContract contract, string templates, CancellationToken cancellationToken)
    {
        var name = $"{contract.Name}.Client";
        var document = await NSwag.OpenApiDocument.FromJsonAsync(await PrepareAsync(contract, cancellationToken), cancellationToken);
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = $"{contract.Name}Client",
            OperationNameGenerator = new SingleClientFromOperationIdOperationNameGenerator(),
            ParameterNameGenerator = new ParameterNames(),
            GenerateClientInterfaces = false,
            GenerateOptionalParameters = true,
            WrapResponses = true,
            ResponseArrayType = List,
            ParameterArrayType = List,
        };
        var shapes = settings.CSharpGeneratorSettings;
        shapes.Namespace = name;
        shapes.TemplateDirectory = templates;
        shapes.JsonLibrary = CSharpJsonLibrary.SystemTextJson;
        shapes.JsonLibraryVersion = 10;
        shapes.ClassStyle = CSharpClassStyle.Poco;
        shapes.GenerateNullableReferenceTypes = true;
        shapes.GenerateOptionalPropertiesAsNullable = true;
        shapes.UseRequiredKeyword = true;
        shapes.WriteAccessor = "init";
        shapes.GenerateDataAnnotations = false;
        shapes.GenerateDefaultValues = false;
        shapes.ArrayType = List;
        var layer = await File.ReadAllTextAsync(Path.Combine(templates, "Api.cs"), cancellationToken);
        return
        [
            new($"{contract.Name}Client.cs", new CSharpClientGenerator(document, settings).GenerateFile().ReplaceLineEndings("\n"), IsGenerated: true),
            new("Api.cs", layer.Replace("namespace Api.Client;", $"namespace {name};", StringComparison.Ordinal), IsGenerated: false),
        ];
    }

    /// <summary>
    /// The contract as OpenAPI 3.0, which NSwag reads. It has one answer for each operation and one problem with the members of all types of
    /// problems. From the contract itself, NSwag would make a class with a number for each status of each operation.
    /// </summary>
    private static async Task<string> PrepareAsync(ClientContract original, CancellationToken cancellationToken)
    {
        var contract = ClientContract.Of(original.Document);
        var schemas = contract.Document["components"]!["schemas"]!.AsObject();
        var schemes = CredentialScheme.AllOf(contract).ToDictionary(scheme => scheme.Name, StringComparer.Ordinal);
        var problem = schemas["Problem"]!["properties"]!.AsObject();
        foreach (var schema in schemas.Select(schema => schema.Value!.AsObject()))
            schema["additionalProperties"] = false;
        foreach (var operation in contract.Operations)
        {
            foreach (var (member, schema) in operation.Problems.SelectMany(schema => schema["allOf"]?[1]?["properties"] as JsonObject ?? []))
                problem.TryAdd(member, schema?.DeepClone());
            foreach (var parameter in operation.Parameters.Where(parameter => parameter["schema"]?["enum"] is not null))
                parameter["schema"] = Named(Component.Name(operation.Id) + Component.Name((string)parameter["name"]!), parameter["schema"]!);
            // A null in a merge patch removes a member, and a property without a value is not sent. So these shapes take other members too.
            if (operation.MediaType == "application/merge-patch+json" && operation.Json["requestBody"]!["content"]![operation.MediaType]!["schema"] is { } patch)
                contract.Resolve(patch)["additionalProperties"] = true;

            operation.Json["x-problem-codes"] = string.Join(", ", operation.ProblemCodes.Distinct());
            operation.Json["x-credentials"] = Json.List(operation.Credentials.Select(name => schemes[name])
                .Select(scheme => $"\"{scheme.Name}\", \"{scheme.Header}\", \"{scheme.Prefix}\""));
            var answers = operation.Json["responses"]!.AsObject();
            var success = answers.First(answer => answer.Key.StartsWith('2'));
            operation.Json["responses"] = new JsonObject { [success.Key] = success.Value!.DeepClone() };
        }

        contract.Document.Remove("servers");
        contract.Document["components"]!.AsObject().Remove("responses");
        var read = OpenApiDocument.Parse(Json.Text(contract.Document), OpenApiConstants.Json);
        return await read.Document!.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_0, cancellationToken);

        JsonObject Named(string name, JsonNode schema)
        {
            schemas[name] = schema.DeepClone();
            return Component.Reference("schemas", name);
        }
    }

    /// <summary>If-Match becomes ifMatch.</summary>
    private sealed class ParameterNames : NSwag.CodeGeneration.IParameterNameGenerator
    {
        public string Generate(NSwag.OpenApiParameter parameter, IEnumerable<NSwag.OpenApiParameter> allParameters)
        {
            var name = Component.Name(parameter.Name);
            return char.ToLowerInvariant(name[0]) + name[1..];
        }
    }
}
