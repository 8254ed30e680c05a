using System.Globalization;
using System.Security.Cryptography;
using Amazon.Lambda.Core;
using LocalGateway.Functions.Processes;
using LocalGateway.Model;
using LocalGateway.Requests;

namespace LocalGateway.Functions;

/// <summary>
/// A function with its environments. One environment serves one request at a time. When all are busy, a new one is made, up to a limit.
/// Beyond the limit, requests wait for a free environment. A function with reserved concurrency refuses requests beyond it, as Lambda does.
/// </summary>
internal sealed class Function : IDisposable
{
    /// <summary>Lambda's size limit for a synchronous request or response, in bytes.</summary>
    public const int MaxPayload = 6 * 1024 * 1024;

    // Lambda gives an environment ten seconds to initialise.
    private static readonly TimeSpan InitTimeout = TimeSpan.FromSeconds(10);

    private readonly LambdaFunction _function;
    private readonly FunctionCode _code;
    private readonly FunctionVariables _variables;
    private readonly FunctionSettings _settings;
    private readonly FunctionIdentity _identity;
    private readonly SemaphoreSlim _free;
    private readonly LogLevel _logLevel;
    private int _inFlight;

    public Function(LambdaFunction function, FunctionCode code, FunctionVariables variables, FunctionSettings settings)
    {
        (_function, _code, _variables, _settings) = (function, code, variables, settings);
        _identity = new(
            function.FunctionName,
            $"arn:aws:lambda:{settings.Region}:{settings.AccountId}:function:{function.FunctionName}",
            function.LogGroup ?? $"/aws/lambda/{function.FunctionName}",
            function.MemorySize);
        _free = new(settings.MaxEnvironments);
        _logLevel = FunctionLogger.MinimumOf(variables);
    }

    public string LogicalId => _function.LogicalId;

    /// <summary>Whether it runs in a process of its own.</summary>
    public bool HasProcess => _settings.HasProcess(_function);

    /// <summary>Runs the handler once.</summary>
    /// <param name="payload">The event. Must not change before the handler returns.</param>
    /// <param name="traceId">The value of <c>X-Amzn-Trace-Id</c>.</param>
    /// <param name="cancellationToken">
    /// Ends the wait for a free environment or for a build in progress. It does not stop a handler that has started: that one ends by
    /// itself or by its own timeout.
    /// </param>
    public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken cancellationToken)
    {
        if (payload.Length > MaxPayload)
            return new InvocationResult.Refused(413, "RequestEntityTooLargeException: the payload exceeds 6 MB");
        try
        {
            if (Interlocked.Increment(ref _inFlight) > _function.ReservedConcurrency)
                return new InvocationResult.Refused(429, "TooManyRequestsException: reserved concurrency is used up");
            await _free.WaitAsync(cancellationToken);
            try
            {
                return await RunAsync(payload, traceId, cancellationToken);
            }
            finally
            {
                _free.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    public void Dispose() => _free.Dispose();

    private async Task<InvocationResult> RunAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken cancellationToken)
    {
        var requestId = RandomId.Uuid();
        var logger = new FunctionLogger(_settings.Log, _function.FunctionName, requestId, _logLevel);
        var initDuration = TimeSpan.Zero;
        var code = await _code.EnterAsync(cancellationToken);
        try
        {
            if (PopIdle(code) is not { } environment)
            {
                var start = _settings.TimeProvider.GetTimestamp();
                var (created, failure) = await StartEnvironmentAsync(code, logger);
                if (created is null)
                    return failure! with { RequestId = requestId };
                environment = created;
                initDuration = _settings.TimeProvider.GetElapsedTime(start);
                logger.Write(string.Create(CultureInfo.InvariantCulture, $"INIT cold start, {initDuration.TotalMilliseconds:0.00} ms"));
            }

            var invocation = new Invocation(_identity, requestId, traceId, environment.LogStream);
            return await RunAsync(code, environment, payload, invocation, logger, initDuration) with { RequestId = requestId };
        }
        finally
        {
            code.Exit();
        }
    }

    private IFunctionEnvironment? PopIdle(CodeVersion code)
    {
        while (code.IdleEnvironmentsOf(LogicalId).TryPop(out var idle))
        {
            if (idle.IsUsable)
                return idle;
        }

        return null;
    }

    private async Task<InvocationResult> RunAsync(
        CodeVersion code,
        IFunctionEnvironment environment,
        ReadOnlyMemory<byte> payload,
        Invocation invocation,
        FunctionLogger logger,
        TimeSpan initDuration)
    {
        var timeout = _settings.Limits.Of(_function.Timeout);
        var context = new LambdaContext(invocation, timeout, environment.Serializer, logger, _settings.TimeProvider);
        var start = _settings.TimeProvider.GetTimestamp();
        var output = new MemoryStream();
        var failure = await AttemptAsync(code, () => environment.InvokeAsync(payload, context, logger, output), timeout, logger);
        Report(logger, environment, _settings.TimeProvider.GetElapsedTime(start), initDuration);

        // The handler of a timed-out environment still runs if it is in this process. The environment is retired, so that no other
        // request uses it.
        if (failure is InvocationResult.TimedOut)
            environment.End();
        else if (environment.IsUsable)
            code.IdleEnvironmentsOf(LogicalId).Push(environment);
        if (failure is not null)
            return failure;
        return output.Length > MaxPayload
            ? new InvocationResult.Failed("Function.ResponseSizeTooLarge", "the response exceeds 6 MB")
            : new InvocationResult.Completed(output.GetBuffer().AsMemory(0, (int)output.Length));
    }

    private async Task<(IFunctionEnvironment? Environment, InvocationResult? Failure)> StartEnvironmentAsync(
        CodeVersion code, FunctionLogger logger)
    {
        IFunctionEnvironment? environment = null;
        // Lambda starts a slow program once more, within the timeout of the function. Here the first start gets both times.
        var limit = HasProcess ? InitTimeout + _function.Timeout : InitTimeout;
        var failure = await AttemptAsync(code, StartAsync, _settings.Limits.Of(limit), logger);
        if (failure is null)
            return (environment, null);
        environment?.End();
        return (null, failure);

        async Task StartAsync()
        {
            if (!HasProcess)
            {
                environment = _variables.Construct(() => new FunctionEnvironment(HandlerBinder.Bind(_function.Handler, code), NewLogStream()));
                return;
            }

            // The message about missing code names the folder of the build, not its copy.
            ProgramStart.Find(_function, code.Folder);
            var folder = code.Copy();
            var process = await ProcessEnvironment.StartAsync(
                ProgramStart.Find(_function, folder), folder, _variables.Own, NewLogStream(), logger, _settings.TimeProvider);
            _settings.Processes.Add(process);
            environment = process;
            await process.InitializedAsync();
        }
    }

    /// <summary>Runs code of the function. Any exception is the function's failure and appears only in the log.</summary>
    private async Task<InvocationResult?> AttemptAsync(CodeVersion code, Func<Task> attempt, TimeSpan timeout, FunctionLogger logger)
    {
        // In a separate task: the code may block, and the timeout must still work.
        var running = Task.Run(attempt);
        try
        {
            await running.WaitAsync(timeout, _settings.TimeProvider);
            return null;
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            code.KeepUntilEndOf(running);
            logger.Write(string.Create(CultureInfo.InvariantCulture, $"Task timed out after {timeout.TotalSeconds:0.00} seconds"));
            return new InvocationResult.TimedOut(timeout);
        }
        catch (FunctionErrorException error)
        {
            logger.Write(string.Join(Environment.NewLine, [$"Unhandled {error.ErrorType}: {error.Message}", .. error.Trace]));
            return new InvocationResult.Failed(error.ErrorType, error.Message) { StackTrace = error.Trace };
        }
        catch (Exception exception)
        {
            logger.Write($"Unhandled {exception}");
            return new InvocationResult.Failed(exception.GetType().Name, exception.Message)
            {
                StackTrace = exception.StackTrace?.Split(Environment.NewLine) ?? [],
            };
        }
    }

    private void Report(FunctionLogger logger, IFunctionEnvironment environment, TimeSpan duration, TimeSpan initDuration)
    {
        if (_settings.Log.IsOffForFunctions)
            return;
        var init = initDuration == TimeSpan.Zero
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" Init Duration: {initDuration.TotalMilliseconds:0.00} ms");
        logger.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"REPORT Duration: {duration.TotalMilliseconds:0.00} ms Memory Size: {_function.MemorySize} MB {environment.Memory}{init}"));
    }

    private string NewLogStream() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_settings.TimeProvider.GetUtcNow():yyyy/MM/dd}/[$LATEST]{RandomNumberGenerator.GetHexString(32, lowercase: true)}");
}
