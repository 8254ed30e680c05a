using System.Text.RegularExpressions;

using Amazon.Lambda.Annotations.SourceGenerator.Diagnostics;
using Amazon.Lambda.Annotations.SourceGenerator.Models;

using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Parsing;

/// <summary>Reads where each parameter of a method gets its value, and refuses parameters that cannot be bound.</summary>
internal sealed class ParameterParser(Compilation compilation, IMethodSymbol method, Reporter report)
{
    private static readonly string[] CheckedForNames = [KnownNames.FromQuery, KnownNames.FromHeader, KnownNames.FromRoute];
    private static readonly char[] Unescaped = ['"', '\\', '\r', '\n', '\u0085', '\u2028', '\u2029'];
    private static readonly Regex ValidName = new("^[a-zA-Z0-9._$-]+$");

    /// <summary>The first reason why code cannot be generated, or null. Other reasons may only follow from the first one.</summary>
    public string? Refusal { get; private set; }

    public EquatableArray<ParameterModel> OfApi(string template)
    {
        CheckNamesAndQueryTypes();
        var placeholders = RouteTemplate.Placeholders(template);
        CheckPlaceholders(template, placeholders);
        CheckWhatDoesNotCompile();
        return [.. method.Parameters.Select(parameter => OfApi(parameter, placeholders)).OfType<ParameterModel>()];
    }

    public EquatableArray<ParameterModel> OfAuthorizer(AuthorizerModel authorizer)
    {
        CheckNamesAndQueryTypes();
        foreach (var _ in method.Parameters.Where(parameter => Has(parameter, KnownNames.FromBody)))
            report(PublishedDiagnostics.BodyOnAuthorizer);
        return [.. method.Parameters.Select(parameter => OfAuthorizer(parameter, authorizer)).OfType<ParameterModel>()];
    }

    public EquatableArray<ParameterModel> OfPlainFunction()
    {
        if (method.Parameters.Count(parameter => parameter.Type.IsExactly(KnownNames.LambdaContext)) > 1)
        {
            report(DifferenceDiagnostics.Unusable, method.Name, "it has two parameters of type ILambdaContext", "Declare only one.");
        }

        foreach (var parameter in method.Parameters)
        {
            var misplaced = Has(parameter, KnownNames.FromQuery) || Has(parameter, KnownNames.FromHeader)
                || Has(parameter, KnownNames.FromBody) || Has(parameter, KnownNames.FromRoute);
            if (misplaced)
                report(PublishedDiagnostics.ApiParametersOutsideApi);
        }

        return
        [
            .. method.Parameters.Select(parameter => Model(
                parameter,
                parameter.Type.IsExactly(KnownNames.LambdaContext) ? ParameterSource.Context
                : Has(parameter, KnownNames.FromServices) ? ParameterSource.Service
                : ParameterSource.Event)),
        ];
    }

    private void CheckNamesAndQueryTypes()
    {
        foreach (var parameter in method.Parameters)
        {
            if (Has(parameter, KnownNames.FromQuery) && !QueryTypes.Allow(parameter.Type))
                report(PublishedDiagnostics.UnsupportedQueryType, parameter.Name, parameter.Type.ToDisplayString());
            foreach (var attribute in CheckedForNames)
            {
                if (parameter.Attribute(attribute)?.Named<string>("Name") is { Length: > 0 } name && !ValidName.IsMatch(name))
                    report(PublishedDiagnostics.InvalidAttributeName, name, parameter.Name);
            }
        }
    }

    private void CheckPlaceholders(string template, IReadOnlyList<string> placeholders)
    {
        var bound = method.Parameters
            .Select(parameter => parameter.Attribute(KnownNames.FromRoute)?.Named<string>("Name"))
            .ToList();
        var open = placeholders.Where(placeholder => !bound.Contains(placeholder)).ToList();
        var missing = open.Where(placeholder => method.Parameters.All(parameter => parameter.Name != placeholder)).ToList();
        if (missing.Count > 0)
        {
            Refuse($"Route template {template} is invalid. Missing {string.Join(",", missing)} parameters in method definition.");
            return;
        }

        foreach (var parameter in method.Parameters.Where(parameter => open.Contains(parameter.Name)))
        {
            var attributes = parameter.GetAttributes()
                .Select(attribute => attribute.AttributeClass)
                .Where(type => KnownNames.ParameterAttributes.Any(name => type.Is(name)))
                .Select(type => type!.ToDisplayString())
                .ToList();
            if (attributes.Count > 0)
                Refuse($"Conflicting attribute(s) {string.Join(",", attributes)} found on {parameter.Name} method parameter.");
        }
    }

    /// <summary>Reports parameters that the published generator accepts, but for which its code does not compile.</summary>
    private void CheckWhatDoesNotCompile()
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Attribute(KnownNames.FromCustomAuthorizer)?.Named<string>("Name") is { } name && name.IndexOfAny(Unescaped) >= 0)
                report(DifferenceDiagnostics.UnescapedName, parameter.Name);
            if (!IsTextBody(parameter) || method.Parameters.Any(IsConvertible) || Has(parameter, KnownNames.FromServices))
                continue;
            if (Has(parameter, KnownNames.FromQuery) || Has(parameter, KnownNames.FromHeader))
                report(DifferenceDiagnostics.TextBodyBesideOther, parameter.Name, method.Name);
        }
    }

    private static bool IsTextBody(IParameterSymbol parameter) =>
        Has(parameter, KnownNames.FromBody) && parameter.Type.IsString() && !parameter.Type.IsAnnotated();

    /// <summary>Whether the parameter makes the published generator declare its list of errors.</summary>
    private static bool IsConvertible(IParameterSymbol parameter) => !IsTextBody(parameter)
        && !parameter.Type.IsExactly(KnownNames.LambdaContext) && !parameter.Type.IsExactly(KnownNames.ProxyRequest);

    private ParameterModel? OfApi(IParameterSymbol parameter, IReadOnlyList<string> placeholders)
    {
        if (parameter.Type.IsExactly(KnownNames.LambdaContext))
            return Model(parameter, ParameterSource.Context);
        if (parameter.Type.IsExactly(KnownNames.ProxyRequest))
            return Model(parameter, ParameterSource.Event);
        // The order matters if a parameter has several attributes.
        if (Has(parameter, KnownNames.FromServices))
            return Model(parameter, ParameterSource.Service);
        if (Has(parameter, KnownNames.FromQuery))
            return ScalarOrList(parameter, KnownNames.FromQuery, ParameterSource.Query, ParameterSource.QueryList);
        if (Has(parameter, KnownNames.FromHeader))
            return ScalarOrList(parameter, KnownNames.FromHeader, ParameterSource.Header, ParameterSource.HeaderList);
        if (Has(parameter, KnownNames.FromBody))
            return Body(parameter);
        if (Has(parameter, KnownNames.FromCustomAuthorizer))
            return Model(parameter, ParameterSource.AuthorizerContext, KnownNames.FromCustomAuthorizer);
        if (Has(parameter, KnownNames.FromRoute) || placeholders.Contains(parameter.Name))
            return Model(parameter, ParameterSource.Route, KnownNames.FromRoute);

        Refuse($"{Description(parameter)} passing is not supported.");
        return null;
    }

    private ParameterModel? OfAuthorizer(IParameterSymbol parameter, AuthorizerModel authorizer)
    {
        if (parameter.Type.IsExactly(KnownNames.LambdaContext))
            return Model(parameter, ParameterSource.Context);
        if (parameter.Type.IsExactly(KnownNames.AuthorizerRequest))
            return Model(parameter, ParameterSource.Event);
        // The order matters if a parameter has several attributes. It differs from the order for routes.
        if (Has(parameter, KnownNames.FromServices))
            return Model(parameter, ParameterSource.Service);
        if (Has(parameter, KnownNames.FromHeader))
        {
            var header = Model(parameter, ParameterSource.Header, KnownNames.FromHeader);
            var isToken = authorizer.Type == Template.AuthorizerType.Token
                && string.Equals(header.Key, authorizer.IdentityHeader, StringComparison.OrdinalIgnoreCase);
            return isToken ? header with { Source = ParameterSource.AuthorizationToken } : header;
        }

        if (Has(parameter, KnownNames.FromQuery))
            return Model(parameter, ParameterSource.Query, KnownNames.FromQuery);
        if (Has(parameter, KnownNames.FromRoute))
            return Model(parameter, ParameterSource.Route, KnownNames.FromRoute);
        if (!Has(parameter, KnownNames.FromBody))
            Refuse($"{Description(parameter)} passing is not supported for authorizer functions.");
        return null;
    }

    private ParameterModel Body(IParameterSymbol parameter)
    {
        if (!parameter.Type.IsString())
            return Model(parameter, ParameterSource.BodyJson);
        if (parameter.Type.IsAnnotated())
            report(DifferenceDiagnostics.NullableTextBody, parameter.Name);
        return Model(parameter, ParameterSource.BodyText);
    }

    private ParameterModel? ScalarOrList(IParameterSymbol parameter, string attribute, ParameterSource scalar, ParameterSource list)
    {
        if (!QueryTypes.IsGenericEnumerable(parameter.Type))
            return Model(parameter, scalar, attribute);

        var arguments = ((INamedTypeSymbol)parameter.Type).TypeArguments;
        if (arguments.Length > 1)
        {
            if (scalar == ParameterSource.Header)
                Refuse("Only one type argument is supported for generic types.");
            return null;
        }

        var madeList = compilation.GetTypeByMetadataName("System.Collections.Generic.List`1")?.Construct(arguments[0]);
        if (madeList is not null && !compilation.HasImplicitConversion(madeList, parameter.Type))
            report(DifferenceDiagnostics.UnsupportedList, parameter.Name, parameter.Type.ToDisplayString());
        return Model(parameter, list, attribute) with { Type = arguments[0].InCode() };
    }

    private ParameterModel Model(IParameterSymbol parameter, ParameterSource source, string? attribute = null)
    {
        var item = QueryTypes.IsGenericEnumerable(parameter.Type) ? ((INamedTypeSymbol)parameter.Type).TypeArguments[0] : null;
        if (attribute is not null && (parameter.Type is IDynamicTypeSymbol || item is IDynamicTypeSymbol))
            report(DifferenceDiagnostics.Unusable, method.Name, $"parameter '{parameter.Name}' is dynamic", "Declare its type.");
        return new ParameterModel(
            parameter.Name,
            parameter.Type.InCode(),
            source,
            (attribute is null ? null : parameter.Attribute(attribute)?.Named<string>("Name")) ?? parameter.Name);
    }

    private static string Description(IParameterSymbol parameter) =>
        $"{parameter.Name} parameter of type {parameter.Type.ToDisplayString()}";

    private static bool Has(IParameterSymbol parameter, string attribute) => parameter.Attribute(attribute) is not null;

    private void Refuse(string reason) => Refusal ??= reason;
}
