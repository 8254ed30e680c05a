using Amazon.Lambda.Core;

namespace LocalGateway.Functions;

/// <summary>A place in which a function runs. It serves one request at a time.</summary>
internal interface IFunctionEnvironment
{
    string LogStream { get; }

    /// <summary>The serializer that the context shows; null if the function has none in this process.</summary>
    ILambdaSerializer? Serializer { get; }

    /// <summary>Whether it can serve another request.</summary>
    bool IsUsable { get; }

    /// <summary>The used memory, for the log.</summary>
    string Memory { get; }

    /// <summary>Completes when the function does. If the function fails, the task has its exception.</summary>
    Task InvokeAsync(ReadOnlyMemory<byte> payload, LambdaContext context, FunctionLogger logger, Stream output);

    /// <summary>Ends what can be ended: a process, but not code in this process.</summary>
    void End();
}
