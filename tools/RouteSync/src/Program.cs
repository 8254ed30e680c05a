using System.CommandLine;
using System.CommandLine.Invocation;
using LocalGateway;
using LocalGateway.Template;
using RouteSync;
using RouteSync.CommandLine;

var command = new RootCommand("Writes what follows from the declared routes of an API.")
{
    SyncCommand.Create(),
    AddCommand.Create(),
    RenderCommand.Create(),
    ClientCommand.Create(),
    ReleaseCommand.Create(),
};
var parsed = command.Parse(args);
if (parsed.Action is ParseErrorAction)
    return Fail(string.Join(" ", parsed.Errors.Select(error => error.Message)));
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (OperationCanceledException)
{
    return 0;
}
catch (Exception exception)
{
    // The only place that reports errors: one line for an error that the user can fix, a stack trace for a bug in this program.
    return Fail(exception is RouteSyncException or GatewayException or TemplateException ? exception.Message : exception.ToString());
}

static int Fail(string message)
{
    Console.Error.WriteLine($"error: {message}");
    return 1;
}
