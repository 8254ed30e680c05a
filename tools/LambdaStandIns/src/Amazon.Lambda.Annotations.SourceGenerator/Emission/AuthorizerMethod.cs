using Amazon.Lambda.Annotations.SourceGenerator.Models;

namespace Amazon.Lambda.Annotations.SourceGenerator.Emission;

/// <summary>The body of the entry point of an authorizer. It logs a failed conversion and uses the default of the type.</summary>
internal sealed class AuthorizerMethod(CodeWriter code, FunctionModel function, SortedSet<Helper> helpers)
{
    public void Write()
    {
        var call = Call.Of(function, function.Parameters.Select(Argument).ToList());
        if (function.Return.Kind != ReturnKind.AuthorizerResult)
        {
            code.Lines($"return {call};");
            return;
        }

        code.Lines($$"""
            var __result = {{call}};
            return __result.Serialize(new {{TypeNames.Annotations}}.AuthorizerResultSerializationOptions
            {
                Format = {{TypeNames.Annotations}}.AuthorizerResultSerializationOptions.AuthorizerFormat.RestApi,
                MethodArn = __request__.MethodArn,
            });
            """);
    }

    private string Argument(ParameterModel parameter)
    {
        var key = TypeNames.Literal(parameter.Key);
        return parameter.Source switch
        {
            ParameterSource.Event => "__request__",
            ParameterSource.Context => "__context__",
            ParameterSource.Service =>
                $"{TypeNames.ServiceProviderExtensions}.GetRequiredService<{parameter.Type}>(__scope.ServiceProvider)",
            ParameterSource.Route =>
                Lenient(parameter, $"__request__.PathParameters, {key}", $"route parameter '{parameter.Key}'"),
            ParameterSource.Query =>
                Lenient(parameter, $"__request__.QueryStringParameters, {key}", $"query parameter '{parameter.Key}'"),
            ParameterSource.Header =>
                Lenient(parameter, $"__request__.Headers, {HeaderKey(key)}", $"header '{parameter.Key}'"),
            _ => Token(parameter),
        };
    }

    private string Lenient(ParameterModel parameter, string arguments, string what)
    {
        helpers.Add(Helper.Lenient);
        return $"{HelperMethods.Name(Helper.Lenient)}<{parameter.Type}>({arguments}, __context__, {TypeNames.Literal(what)})";
    }

    private string HeaderKey(string key)
    {
        helpers.Add(Helper.HeaderKey);
        return $"{HelperMethods.Name(Helper.HeaderKey)}(__request__.Headers, {key})";
    }

    private string Token(ParameterModel parameter)
    {
        helpers.Add(Helper.LenientText);
        var convert = $"{HelperMethods.Name(Helper.LenientText)}<{parameter.Type}>";
        return $"string.IsNullOrEmpty(__request__.AuthorizationToken) ? default({parameter.Type}) : "
            + $"{convert}(__request__.AuthorizationToken, __context__, \"authorization token\")";
    }
}
