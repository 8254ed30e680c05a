namespace Amazon.Lambda.Core;

/// <summary>The information that Lambda gives a function about one invocation.</summary>
public interface ILambdaContext
{
    string AwsRequestId { get; }

    /// <summary>Set only if a mobile SDK app invoked the function. Otherwise null.</summary>
    IClientContext ClientContext { get; }

    string FunctionName { get; }

    string FunctionVersion { get; }

    /// <summary>Set only if a mobile SDK app invoked the function. Otherwise null.</summary>
    ICognitoIdentity Identity { get; }

    string InvokedFunctionArn { get; }

    ILambdaLogger Logger { get; }

    string LogGroupName { get; }

    string LogStreamName { get; }

    int MemoryLimitInMB { get; }

    /// <summary>How long the function can still run before Lambda stops it.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>The tenant of a function with tenant isolation. Otherwise empty.</summary>
    string TenantId => string.Empty;

    /// <summary>The X-Ray trace of this invocation, or an empty string if there is none.</summary>
    string TraceId => string.Empty;

    /// <summary>The serializer that the runtime uses for the event and the response, or null if the host sets none.</summary>
    ILambdaSerializer Serializer => null;
}

/// <summary>The app and device that invoked a function through a mobile SDK.</summary>
public interface IClientContext
{
    IDictionary<string, string> Environment { get; }

    IClientApplication Client { get; }

    IDictionary<string, string> Custom { get; }
}

/// <summary>The mobile app behind an invocation.</summary>
public interface IClientApplication
{
    string AppPackageName { get; }

    string AppTitle { get; }

    string AppVersionCode { get; }

    string AppVersionName { get; }

    string InstallationId { get; }
}

/// <summary>The Amazon Cognito identity pool identity behind an invocation through a mobile SDK.</summary>
public interface ICognitoIdentity
{
    string IdentityId { get; }

    string IdentityPoolId { get; }
}
