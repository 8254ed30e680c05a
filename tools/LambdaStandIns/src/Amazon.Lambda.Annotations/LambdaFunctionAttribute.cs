namespace Amazon.Lambda.Annotations;

/// <summary>Makes a method a Lambda function. The generator creates a handler class and a template resource for it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class LambdaFunctionAttribute : Attribute
{
    /// <summary>The logical id in the template: only letters and digits. The default comes from the name of the generated class.</summary>
    public string ResourceName { get; set; }

    /// <summary>In seconds. 0 keeps the value in the template. A new function gets 30.</summary>
    public uint Timeout { get; set; }

    /// <summary>In MB. 0 keeps the value in the template. A new function gets 512.</summary>
    public uint MemorySize { get; set; }

    /// <summary>The ARN of a role, or "@" and the logical id of a role. Cannot be combined with <see cref="Policies"/>.</summary>
    public string Role { get; set; }

    /// <summary>Managed policies, separated by commas. "@" and a logical id name a policy of the template.</summary>
    public string Policies { get; set; }

    public LambdaPackageType PackageType { get; set; }
}

public enum LambdaPackageType
{
    Zip = 0,
    Image = 1,
}

/// <summary>Marks the class whose ConfigureServices or ConfigureHostBuilder method registers the services of the functions.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class LambdaStartupAttribute : Attribute;

/// <summary>The parameter comes from the service provider. It is resolved again for each event.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class FromServicesAttribute : Attribute;

/// <summary>Settings for all functions of the assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public class LambdaGlobalPropertiesAttribute : Attribute
{
    [Obsolete(AnnotationsNotCovered.Message, error: true)]
    public bool GenerateMain { get; set; }

    /// <summary>The Runtime of the functions in the template. The default depends on the target framework.</summary>
    public string Runtime { get; set; }
}

/// <summary>An attribute for a parameter that has another name in the request than in C#.</summary>
public interface INamedAttribute
{
    string Name { get; set; }
}
