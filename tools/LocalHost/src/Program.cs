using System.Collections.Concurrent;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using LocalGateway;
using LocalGateway.Template;
using LocalHost;
using LocalHost.CommandLine;

using var stop = new CancellationTokenSource();
var seen = new ConcurrentDictionary<PosixSignal, bool>();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);

var command = new RootCommand("Runs a SAM template on this machine: its API, functions and tables.")
{
    RunCommand.Create(),
    DatabaseCommand.Create(),
    TokenCommand.Create(),
};
var parsed = command.Parse(args);
if (parsed.Action is ParseErrorAction)
    return Fail(string.Join(" ", parsed.Errors.Select(error => error.Message)));
try
{
    // This program handles exceptions and signals itself.
    var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
    return await parsed.InvokeAsync(configuration, stop.Token);
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
catch (Exception exception)
{
    // The only place that reports errors: one line for an error that the user can fix, a stack trace for a bug in this program.
    return Fail(exception is LocalHostException or GatewayException or TemplateException ? exception.Message : exception.ToString());
}

void Stop(PosixSignalContext context)
{
    // The first signal stops the program in order. The system handles the same signal when it comes again. Another signal may come from the
    // same key: at Ctrl+C, the terminal signals this program, and dev.cs passes on its own.
    context.Cancel = seen.TryAdd(context.Signal, true);
    stop.Cancel();
}

static int Fail(string message)
{
    Console.Error.WriteLine($"error: {message}");
    return 1;
}
