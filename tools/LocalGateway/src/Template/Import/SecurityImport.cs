using System.Text.Json.Nodes;
using LocalGateway.Model;

namespace LocalGateway.Template.Import;

/// <summary>The effective security of a method.</summary>
internal sealed record MethodSecurity(string? Authorizer, IReadOnlyList<string> Scopes, bool ApiKeyRequired);

/// <summary>The security schemes of a document: authorizers, and API keys.</summary>
internal sealed class SecurityImport
{
    private readonly Dictionary<string, Authorizer> _authorizers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _apiKeys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _leftAside = new(StringComparer.Ordinal);
    private readonly ImportScope _scope;
    private readonly JsonNode? _ofDocument;
    private readonly string _documentSecurityPath;

    public SecurityImport(Section document, bool isOpenApi3, ImportScope scope)
    {
        _scope = scope;
        _ofDocument = document.Node("security");
        _documentSecurityPath = document.PathOf("security");
        // The import takes the schemes of Swagger 2.0 in an OpenAPI 3 document too.
        var schemes = document.Objects("securityDefinitions", "OpenApi.securityScheme");
        if (isOpenApi3)
            schemes = schemes.Concat(document.Object("components")?.Objects("securitySchemes", "OpenApi.securityScheme") ?? []);
        foreach (var (name, scheme) in schemes)
            Add(name, scheme);
    }

    public IReadOnlyDictionary<string, Authorizer> Authorizers => _authorizers;

    /// <summary>The method's own <c>security</c>, or the document's.</summary>
    public MethodSecurity Of(Section operation)
    {
        var (node, path) = operation.Has("security")
            ? (operation.Node("security"), operation.PathOf("security"))
            : (_ofDocument, _documentSecurityPath);
        var result = new MethodSecurity(null, [], false);
        foreach (var entry in node as JsonArray ?? [])
        {
            foreach (var (name, scopes) in entry as JsonObject ?? [])
                result = With(result, name, scopes as JsonArray ?? [], path);
        }

        return result;
    }

    /// <summary>Adds the authorizer that checks signatures with AWS's own users.</summary>
    public void AddSignatures(string name, string path)
    {
        if (_scope.Diagnostics.CannotRun(path, "AWS_IAM is not supported: signed requests cannot be checked on this machine") is not null)
            _authorizers[name] = new IamAuthorizer { Name = name };
        else
            _leftAside.Add(name);
    }

    private MethodSecurity With(MethodSecurity security, string name, JsonArray scopes, string path)
    {
        // SAM writes NONE for a method without authorizer; no document declares this scheme.
        if (name == "NONE")
            return security;
        if (_apiKeys.Contains(name))
            return security with { ApiKeyRequired = true };
        if (_leftAside.Contains(name))
            return security;
        if (!_authorizers.ContainsKey(name))
        {
            var hint = name == "api_key" ? " (MergeDefinitions drops the scheme that SAM generates: declare it yourself)" : "";
            _scope.Diagnostics.Add(path, $"the document declares no security scheme '{name}'{hint}");
            return security;
        }

        if (security.Authorizer is { } other && other != name)
            _scope.Diagnostics.Add(path, $"a method can have only one authorizer, not both '{other}' and '{name}'");
        return security with { Authorizer = name, Scopes = [.. scopes.Select(scope => Scalars.Text(scope) ?? "")] };
    }

    private void Add(string name, Section scheme)
    {
        var type = scheme.Text("type");
        var header = scheme.Text("name");
        scheme.Node("in");
        scheme.Node("description");
        var authType = scheme.Text("x-amazon-apigateway-authtype");
        var extension = scheme.Object("x-amazon-apigateway-authorizer");
        if (string.Equals(authType, "awsSigv4", StringComparison.OrdinalIgnoreCase))
        {
            AddSignatures(name, scheme.PathOf("x-amazon-apigateway-authtype"));
        }
        else if (type != "apiKey" && extension is null)
        {
            // API Gateway knows API keys and its own authorizers. A scheme of another kind only documents the API.
            _leftAside.Add(name);
            _scope.Diagnostics.IgnoreLocally($"{scheme.Path.Replace(".Properties.", ".", StringComparison.Ordinal)} (type {type})");
        }
        else if (extension is not null)
        {
            if (AuthorizerImport.Run(name, header ?? "Authorization", extension, _scope) is { } authorizer)
                _authorizers[name] = authorizer;
            extension.Close();
        }
        else if (!string.Equals(header, "x-api-key", StringComparison.OrdinalIgnoreCase))
        {
            scheme.Wrong("name", "a scheme without x-amazon-apigateway-authorizer is an API key: its name must be x-api-key");
        }
        else
        {
            _apiKeys.Add(name);
        }

        scheme.Close();
    }
}
