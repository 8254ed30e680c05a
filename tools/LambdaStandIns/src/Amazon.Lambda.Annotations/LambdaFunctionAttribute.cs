namespace Amazon.Lambda.Annotations;

/// <summary>Makes a method a Lambda function: a handler class is generated for it, and a resource in the template.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class LambdaFunctionAttribute : Attribute
{
    /// <summary>The logical id in the template, letters and digits only; left out, it is made from the generated class's name.</summary>
    public string ResourceName { get; set; }

    /// <summary>In seconds. 0 leaves the template's value, which is 30 at first.</summary>
    public uint Timeout { get; set; }

    /// <summary>In MB. 0 leaves the template's value, which is 512 at first.</summary>
    public uint MemorySize { get; set; }

    /// <summary>The ARN of a role, or "@" and the logical id of one. Cannot go with <see cref="Policies"/>.</summary>
    public string Role { get; set; }

    /// <summary>Managed policies, divided by commas; "@" and a logical id for one of the template.</summary>
    public string Policies { get; set; }

    public LambdaPackageType PackageType { get; set; }
}

public enum LambdaPackageType
{
    Zip = 0,
    Image = 1,
}

/// <summary>Marks the class whose ConfigureServices or ConfigureHostBuilder method registers the functions' services.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class LambdaStartupAttribute : Attribute;

/// <summary>The parameter comes from the service provider, anew for each event.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromServicesAttribute : Attribute;

/// <summary>Settings for all functions of the assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public class LambdaGlobalPropertiesAttribute : Attribute
{
    [Obsolete(AnnotationsNotCovered.Message, error: true)]
    public bool GenerateMain { get; set; }

    /// <summary>The functions' Runtime in the template; left out, it follows the target framework.</summary>
    public string Runtime { get; set; }
}

/// <summary>An attribute whose parameter has another name in the request than in C#.</summary>
public interface INamedAttribute
{
    string Name { get; set; }
}
