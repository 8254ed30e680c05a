namespace Amazon.Lambda.Annotations.APIGateway;

/// <summary>The parameter is one of the path.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromRouteAttribute : Attribute, INamedAttribute
{
    public string Name { get; set; }
}

/// <summary>The parameter is one of the query string.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromQueryAttribute : Attribute, INamedAttribute
{
    public string Name { get; set; }
}

/// <summary>The parameter is a header of the request, whatever the case of its name.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromHeaderAttribute : Attribute, INamedAttribute
{
    public string Name { get; set; }
}

/// <summary>The parameter is the request's body: as it is for a string, read as JSON for any other type.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromBodyAttribute : Attribute;

/// <summary>The parameter is a value that the authorizer put into the request's context.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromCustomAuthorizerAttribute : Attribute, INamedAttribute
{
    public string Name { get; set; }
}
