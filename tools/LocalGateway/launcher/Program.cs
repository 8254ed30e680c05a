using System.Reflection;
using System.Runtime.Loader;

// Runs a class library as Lambda's managed runtime does: Amazon.Lambda.RuntimeSupport loads the handler and gives it one event after another.
const string RuntimeSupport = "Amazon.Lambda.RuntimeSupport";
const string Initializer = RuntimeSupport + ".RuntimeSupportInitializer";

// The folder of this program has more assemblies. In Lambda, the function does not see them. The base directory is the function's folder.
string[] ownAssemblies = [RuntimeSupport, "SnapshotRestore.Registry"];
var ownFolder = Path.GetDirectoryName(typeof(Program).Assembly.Location)!;
var functionFolder = Environment.GetEnvironmentVariable("LAMBDA_TASK_ROOT")!;
AssemblyLoadContext.Default.Resolving += (context, name) =>
    Load(context, functionFolder, name) ?? (ownAssemblies.Contains(name.Name) ? Load(context, ownFolder, name) : null);

var initializer = Assembly.Load(RuntimeSupport).GetType(Initializer, throwOnError: true)!;
var run = initializer.GetMethod("RunLambdaBootstrap") ?? throw new MissingMethodException(Initializer, "RunLambdaBootstrap");
await (Task)run.Invoke(Activator.CreateInstance(initializer, args[0]), null)!;

static Assembly? Load(AssemblyLoadContext context, string folder, AssemblyName name) =>
    Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
