using System.Globalization;
using LocalGateway.Model;

namespace LocalGateway.Functions;

/// <summary>
/// A function's environment variables. Functions in one process share the process's variables. So each function is constructed under a
/// lock, with exactly its own set: variables that only other functions have are removed for this. Afterwards all variables stay set. If
/// two functions differ in a variable, code that reads it after its constructor sees the value of the function constructed last.
/// </summary>
internal sealed class FunctionVariables(IReadOnlyDictionary<string, string> own, IReadOnlySet<string> all)
{
    // The process has one environment, however many gateways it runs.
    private static readonly Lock ProcessEnvironment = new();

    public string? this[string name] => own.GetValueOrDefault(name);

    /// <summary>The variables of this function.</summary>
    public IReadOnlyDictionary<string, string> Own => own;

    /// <summary>Variables of the template, of Lambda's runtime and of the host; each overrides the ones before it.</summary>
    public static IReadOnlyDictionary<string, string> Of(LambdaFunction function, FunctionSettings settings)
    {
        var variables = new Dictionary<string, string>(function.Environment)
        {
            ["AWS_LAMBDA_FUNCTION_NAME"] = function.FunctionName,
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemorySize.ToString(CultureInfo.InvariantCulture),
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = function.LogGroup ?? $"/aws/lambda/{function.FunctionName}",
            ["AWS_REGION"] = settings.Region,
            ["AWS_DEFAULT_REGION"] = settings.Region,
            ["_HANDLER"] = function.Handler,
        };
        // Lambda sets it for its managed runtimes only.
        if (!function.HasOwnRuntime)
            variables["AWS_EXECUTION_ENV"] = $"AWS_Lambda_{function.Runtime}";
        if (function.LogLevel is not null)
            variables["AWS_LAMBDA_LOG_LEVEL"] = function.LogLevel;
        foreach (var (name, value) in settings.HostVariables)
            variables[name] = value;
        return variables;
    }

    /// <summary>Constructs an object of the function while its variables are set.</summary>
    public T Construct<T>(Func<T> construct)
    {
        lock (ProcessEnvironment)
        {
            var foreign = all.Where(name => !own.ContainsKey(name)).ToDictionary(name => name, Environment.GetEnvironmentVariable);
            foreach (var name in foreign.Keys)
                Environment.SetEnvironmentVariable(name, null);
            foreach (var (name, value) in own)
                Environment.SetEnvironmentVariable(name, value);
            try
            {
                return construct();
            }
            finally
            {
                foreach (var (name, value) in foreign)
                    Environment.SetEnvironmentVariable(name, value);
            }
        }
    }
}
