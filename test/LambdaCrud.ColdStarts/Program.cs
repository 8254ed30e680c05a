using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using LambdaCrud.ColdStarts;

const int Rounds = 9;

if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "Amazon.Lambda.RuntimeSupport.dll")))
{
    Console.WriteLine("Cold starts are not measured: they need the published Amazon.Lambda packages, and this build uses the stand-ins.");
    return 0;
}

var folder = Path.Combine(Path.GetTempPath(), $"lambdacrud-cold-starts-{Environment.ProcessId}");
try
{
    return await MeasureAsync();
}
finally
{
    if (Directory.Exists(folder))
        Directory.Delete(folder, recursive: true);
}

async Task<int> MeasureAsync()
{
    var reference = new FunctionCode(Path.Combine(folder, "reference"), "LambdaCrud.ColdStarts.Reference", Path.Combine("test", "LambdaCrud.ColdStarts.Reference"));
    var application = new FunctionCode(Path.Combine(folder, "application"), "LambdaCrud", Path.Combine("src", "LambdaCrud"));
    // Lambda's managed runtime has a RuntimeSupport that is compiled ahead of time.
    var launcher = new FunctionCode(Path.Combine(folder, "launcher"), "FunctionLauncher", Path.Combine("tools", "LocalGateway", "launcher"));
    foreach (var code in (FunctionCode[])[launcher, reference, application])
    {
        if (Publish(code) != 0)
            return 1;
    }

    var template = JsonNode.Parse(File.ReadAllText("serverless.template"))!;
    var functions = template["Resources"]!.AsObject()
        .Where(resource => (string?)resource.Value!["Type"] == "AWS::Serverless::Function")
        .Select(resource => new MeasuredFunction(application, resource.Key, (string)resource.Value!["Properties"]!["Handler"]!, EventOf(resource.Key)))
        .Prepend(new(reference, "(reference)", "LambdaCrud.ColdStarts.Reference::LambdaCrud.ColdStarts.Reference.ProductList::ListAsync", EventOf("ListProducts")))
        .ToList();

    // All functions in each round, so that the load of the machine is the same for all of them.
    var starts = functions.ToDictionary(function => function, _ => new List<ColdStart>());
    for (var round = 0; round < Rounds; round++)
    {
        foreach (var function in functions)
            starts[function].Add(await ColdStart.RunAsync(function, launcher));
    }

    Console.WriteLine($"Cold starts, medians of {Rounds} rounds in milliseconds. The ratios are to the reference of the same round, with their quartiles.");
    Console.WriteLine($"{"",-18}{"init",7}{"first",7}{"total",7}   {"first / reference",-22}{"total / reference",-22}{"status",6}");
    foreach (var function in functions)
    {
        var own = starts[function];
        var first = Ratios(start => start.First);
        var total = Ratios(start => start.Total);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{function.Name,-18}{Quantile(own.Select(start => start.Init), 0.5),7:0}{Quantile(own.Select(start => start.First), 0.5),7:0}{Quantile(own.Select(start => start.Total), 0.5),7:0}   {first,-22}{total,-22}{own[0].Status,6}"));

        string Ratios(Func<ColdStart, double> part)
        {
            var ratios = own.Index().Select(start => part(start.Item) / part(starts[functions[0]][start.Index])).ToList();
            return string.Create(CultureInfo.InvariantCulture, $"{Quantile(ratios, 0.5):0.00} ({Quantile(ratios, 0.25):0.00} to {Quantile(ratios, 0.75):0.00})");
        }
    }

    return 0;
}

// The functions are published for this machine, also if the template deploys them for another processor.
static int Publish(FunctionCode code)
{
    Console.Error.WriteLine($"Publishing {code.Project} …");
    using var process = Process.Start(new ProcessStartInfo(
        "dotnet",
        [
            "publish", code.Project, "--configuration", "Release", "--runtime", RuntimeInformation.RuntimeIdentifier, "--no-self-contained",
            "--output", code.Folder, "-property:IsMeasuredHere=true", "-property:PublishReadyToRun=true",
            $"-property:IntermediateOutputPath={code.Folder}.obj/", "-verbosity:quiet", "-nologo",
        ]))!;
    process.WaitForExit();
    return process.ExitCode;
}

static double Quantile(IEnumerable<double> values, double share)
{
    double[] sorted = [.. values.Order()];
    return sorted[(int)Math.Round(share * (sorted.Length - 1))];
}

static byte[] EventOf(string function) => File.ReadAllBytes(Path.Combine("test", "events", $"{function}.json"));
