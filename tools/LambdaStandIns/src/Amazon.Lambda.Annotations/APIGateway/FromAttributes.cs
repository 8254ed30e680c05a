namespace Amazon.Lambda.Annotations.APIGateway;

/// <summary>The parameter comes from the path.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromRouteAttribute : Attribute, INamedAttribute
{
    public string Name { get; set; }
}

/// <summary>The parameter comes from the query string.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromQueryAttribute : Attribute, INamedAttribute
{
    public string Name { get; set; }
}

/// <summary>The parameter comes from a header of the request. The case of the header name is ignored.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromHeaderAttribute : Attribute, INamedAttribute
{
    public string Name { get; set; }
}

/// <summary>The parameter comes from the request body. A string gets the body unchanged. Any other type is read as JSON.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromBodyAttribute : Attribute;

/// <summary>The parameter is a value that the authorizer put into the request context.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromCustomAuthorizerAttribute : Attribute, INamedAttribute
{
    public string Name { get; set; }
}
