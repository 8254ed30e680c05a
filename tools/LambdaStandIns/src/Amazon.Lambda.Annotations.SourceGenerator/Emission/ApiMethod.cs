using Amazon.Lambda.Annotations.SourceGenerator.Models;

namespace Amazon.Lambda.Annotations.SourceGenerator.Emission;

/// <summary>The body of a REST API entry point. It binds the parameters, and then calls the method or returns 400 or 401.</summary>
internal sealed class ApiMethod(CodeWriter code, FunctionModel function, SortedSet<Helper> helpers)
{
    public void Write()
    {
        var arguments = function.Parameters.Select(Argument).ToList();
        if (function.Parameters.Any(parameter => CanFail(parameter.Source)))
            code.Lines("var __errors = new global::System.Collections.Generic.List<string>();");
        for (var index = 0; index < function.Parameters.Count; index++)
            Bind(function.Parameters[index], arguments[index]);
        if (function.Parameters.Any(parameter => CanFail(parameter.Source)))
            code.Block("if (__errors.Count > 0)", () => Return(Use(Helper.Invalid, "__errors")));

        var call = Call.Of(function, arguments);
        code.Lines(function.Return.Kind == ReturnKind.Nothing ? $"{call};" : $"var __result = {call};");
        WriteAnswer();
    }

    private static string Argument(ParameterModel parameter, int index) => parameter.Source switch
    {
        ParameterSource.Event => "__request__",
        ParameterSource.Context => "__context__",
        ParameterSource.BodyText => "__request__.Body",
        _ => $"__argument{index}",
    };

    private void Bind(ParameterModel parameter, string argument)
    {
        var key = TypeNames.Literal(parameter.Key);
        if (parameter.Source == ParameterSource.AuthorizerContext)
        {
            var found = Use(Helper.FromAuthorizer, $"__request__, __context__, {key}, out {parameter.Type} {argument}");
            code.Block($"if (!{found})", () => Return(Use(Helper.Unauthorized, "")));
        }
        else if (Value(parameter, key) is { } value)
        {
            code.Lines($"var {argument} = {value};");
        }
    }

    private string? Value(ParameterModel parameter, string key) => parameter.Source switch
    {
        ParameterSource.Service =>
            $"{TypeNames.ServiceProviderExtensions}.GetRequiredService<{parameter.Type}>(__scope.ServiceProvider)",
        ParameterSource.Route =>
            Use(Helper.Scalar, $"__request__.PathParameters, {key}, __errors", parameter.Type),
        ParameterSource.Query =>
            Use(Helper.Scalar, $"__request__.QueryStringParameters, {key}, __errors", parameter.Type),
        ParameterSource.QueryList =>
            Use(Helper.List, $"__request__.MultiValueQueryStringParameters, {key}, __errors", parameter.Type),
        ParameterSource.Header =>
            Use(
                Helper.Scalar,
                $"__request__.Headers, {Use(Helper.HeaderKey, $"__request__.Headers, {key}")}, __errors, {key}",
                parameter.Type),
        ParameterSource.HeaderList =>
            Use(
                Helper.List,
                $"__request__.MultiValueHeaders, {Use(Helper.HeaderKey, $"__request__.MultiValueHeaders, {key}")}, __errors, {key}",
                parameter.Type),
        ParameterSource.BodyJson =>
            Use(Helper.Body, "__serializer, __request__.Body, __errors", parameter.Type),
        _ => null,
    };

    private static bool CanFail(ParameterSource source) => source
        is ParameterSource.Route or ParameterSource.Query or ParameterSource.QueryList
        or ParameterSource.Header or ParameterSource.HeaderList or ParameterSource.BodyJson;

    private void WriteAnswer()
    {
        switch (function.Return.Kind)
        {
            case ReturnKind.Nothing:
                code.Lines($$"""return new {{TypeNames.Response}} { StatusCode = 200 };""");
                break;
            case ReturnKind.Untouched:
                code.Lines("return __result;");
                break;
            case ReturnKind.HttpResult:
                code.Lines($$"""
                    return __result.Serialize(new {{TypeNames.Annotations}}.HttpResultSerializationOptions
                    {
                        Format = {{TypeNames.Annotations}}.HttpResultSerializationOptions.ProtocolFormat.RestApi,
                        Version = {{TypeNames.Annotations}}.HttpResultSerializationOptions.ProtocolVersion.V1,
                        Serializer = __serializer,
                    });
                    """);
                break;
            case ReturnKind.Text:
                code.Lines($"return {Use(Helper.Answer, "__result, \"text/plain\"")};");
                break;
            case ReturnKind.ValueText:
                code.Lines($"return {Use(Helper.Answer, "__result.ToString(), \"application/json\"")};");
                break;
            default:
                code.Lines($"return {Use(Helper.Answer, $"{Use(Helper.Json, "__serializer, __result")}, \"application/json\"")};");
                break;
        }
    }

    /// <summary>Returns an error response of the framework in the return type of the entry point.</summary>
    private void Return(string response) =>
        code.Lines(function.Return.Kind == ReturnKind.HttpResult
            ? $"return {Use(Helper.ToStream, $"__serializer, {response}")};"
            : $"return {response};");

    private string Use(Helper helper, string arguments, string? type = null)
    {
        helpers.Add(helper);
        return $"{HelperMethods.Name(helper)}{(type is null ? "" : $"<{type}>")}({arguments})";
    }
}
