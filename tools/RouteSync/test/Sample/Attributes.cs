namespace RouteSync.Tests.Sample;

/// <summary>Has the names of the Annotations framework. RouteSync reads attributes by their names.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LambdaFunctionAttribute : Attribute
{
    public string? ResourceName { get; set; }
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class RestApiAttribute(LambdaHttpMethod method, string template) : Attribute
{
    public LambdaHttpMethod Method => method;

    public string Template => template;
}

internal enum LambdaHttpMethod
{
    Any,
    Get,
    Post,
}

[AttributeUsage(AttributeTargets.Property)]
internal sealed class LengthRuleAttribute(int min, int max) : Attribute
{
    public bool EachItem { get; set; }

    public bool MayBeStored { get; set; }

    public string Detail => $"Must have {min} to {max} characters.";

    public IReadOnlyDictionary<string, object> Schema => new Dictionary<string, object> { ["minLength"] = min, ["maxLength"] = max };
}
