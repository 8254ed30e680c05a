using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Amazon.Lambda.Core;

namespace LocalGateway.Functions;

/// <summary>The method behind a handler string, bound to one instance of its class: event in, result out.</summary>
internal delegate Task Handler(Stream input, ILambdaContext context, Stream output);

/// <summary>A handler with the serializer it uses.</summary>
internal sealed record BoundHandler(Handler Invoke, ILambdaSerializer? Serializer);

/// <summary>Finds and binds handlers as Lambda's managed runtime does.</summary>
internal static class HandlerBinder
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    /// <param name="handler"><c>Assembly::Namespace.Type::Method</c>.</param>
    /// <param name="code">The assemblies.</param>
    /// <exception cref="HandlerException">The handler is missing or invalid.</exception>
    public static BoundHandler Bind(string handler, CodeVersion code)
    {
        if (handler.Split("::") is not [var assemblyName, var typeName, var methodName])
            throw new HandlerException($"The handler {handler} must have the form Assembly::Namespace.Type::Method.");
        var assembly = code.Load(assemblyName);
        var type = assembly.GetType(typeName) ?? throw new HandlerException($"The assembly {assemblyName} has no type {typeName}.");
        var method = FindMethod(type, methodName);
        var serializer = CreateSerializer(method);
        return new(Compile(method, method.IsStatic ? null : Create(type), serializer), serializer);
    }

    private static MethodInfo FindMethod(Type type, string name)
    {
        var candidates = type.GetMethods(Any).Where(candidate => candidate.Name == name).ToList();
        if (candidates is not [var method])
            throw new HandlerException($"{type} has {(candidates.Count == 0 ? "no method" : "more than one method")} {name}.");
        if (method.ContainsGenericParameters)
            throw new HandlerException($"{type}.{name} is generic. A handler must not be generic.");
        var parameters = method.GetParameters();
        if (parameters.Length > 2 || (parameters.Length == 2 && parameters[1].ParameterType != typeof(ILambdaContext)))
            throw new HandlerException($"{type}.{name} must take at most an input and an ILambdaContext, in this order.");
        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(System.Runtime.CompilerServices.AsyncStateMachineAttribute)))
            throw new HandlerException($"{type}.{name} is async void. An asynchronous handler must return a Task.");
        return method;
    }

    private static ILambdaSerializer? CreateSerializer(MethodInfo method)
    {
        var attribute = method.GetCustomAttribute<LambdaSerializerAttribute>()
            ?? method.Module.Assembly.GetCustomAttribute<LambdaSerializerAttribute>();
        if (attribute is null)
            return null;
        return Create(attribute.SerializerType) as ILambdaSerializer
            ?? throw new HandlerException($"The serializer {attribute.SerializerType} does not implement ILambdaSerializer.");
    }

    private static object Create(Type type)
    {
        var constructor = type.GetConstructor(Type.EmptyTypes)
            ?? throw new HandlerException($"{type} has no public constructor without parameters.");
        try
        {
            return constructor.Invoke(null);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    // (input, context, output) => { output(instance.Method(Deserialize(input), context)) }, compiled once per environment.
    private static Handler Compile(MethodInfo method, object? instance, ILambdaSerializer? serializer)
    {
        var input = Expression.Parameter(typeof(Stream));
        var context = Expression.Parameter(typeof(ILambdaContext));
        var output = Expression.Parameter(typeof(Stream));
        var arguments = method.GetParameters().Select(parameter => parameter.ParameterType switch
        {
            var type when type == typeof(ILambdaContext) => context,
            var type when type == typeof(Stream) => input,
            var type => (Expression)Expression.Call(Serializer(), nameof(ILambdaSerializer.Deserialize), [type], input),
        });
        Expression call = Expression.Call(instance is null ? null : Expression.Constant(instance), method, arguments);
        var result = method.ReturnType;
        if (result == typeof(void))
            call = Expression.Block(call, Expression.Constant(Task.CompletedTask));
        else if (result.IsGenericType && result.GetGenericTypeDefinition() == typeof(Task<>))
            call = Write(nameof(AwaitAndWriteAsync), nameof(AwaitAndCopyAsync), result.GetGenericArguments()[0], call);
        else if (!typeof(Task).IsAssignableFrom(result))
            call = Write(nameof(WriteAsync), nameof(CopyAsync), result, call);
        return Expression.Lambda<Handler>(call, input, context, output).Compile();

        Expression Serializer() => Expression.Constant(
            serializer
                ?? throw new HandlerException(
                    $"{method.DeclaringType}.{method.Name} needs a [LambdaSerializer], on itself or on its assembly."),
            typeof(ILambdaSerializer));

        Expression Write(string writer, string copier, Type type, Expression value) => typeof(Stream).IsAssignableFrom(type)
            ? Expression.Call(typeof(HandlerBinder), copier, [type], value, output)
            : Expression.Call(typeof(HandlerBinder), writer, [type], value, output, Serializer());
    }

    private static async Task AwaitAndWriteAsync<T>(Task<T> result, Stream output, ILambdaSerializer serializer) =>
        serializer.Serialize(await result, output);

    private static Task WriteAsync<T>(T result, Stream output, ILambdaSerializer serializer)
    {
        serializer.Serialize(result, output);
        return Task.CompletedTask;
    }

    private static async Task AwaitAndCopyAsync<T>(Task<T> result, Stream output) where T : Stream =>
        await CopyAsync(await result, output);

    private static async Task CopyAsync<T>(T? result, Stream output) where T : Stream
    {
        if (result is null)
            return;
        await using (result)
            await result.CopyToAsync(output);
    }
}

/// <summary>The handler of a function cannot be found, or Lambda does not support its form.</summary>
internal sealed class HandlerException(string message) : Exception(message);
