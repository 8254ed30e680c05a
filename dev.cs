// The developer loop, a .NET 10 file-based app: `dotnet dev.cs` lists its commands.
#:property PublishAot=false
#:property TieredPGO=false

using System.Diagnostics;
using System.IO.Enumeration;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

const string Usage = """
    dotnet dev.cs COMMAND [OPTIONS]

      run        serve serverless.template on http://127.0.0.1:3000 with DynamoDB Local
      database   start DynamoDB Local with the template's tables and seed, for `sam local` (docs/sam-local.md)
      test       restore, build, check format and template, run all tests (options go to `dotnet test`)
      test --app the same, only for the application and its tests (LambdaCrud.slnf), or only for folders of its tests: [FOLDER ...]
      token      print a token of the local user pool: --user NAME [--group GROUP]
      sync       write what follows from the declared routes: template parts, openapi.json, tables in docs/ (--check, --overwrite)
      add        write the code and the tests of a new resource: resource NAME (docs/add-a-resource.md)
      client     write a typed client of openapi.json: typescript|csharp --out DIR (docs/clients.md)
      release    make openapi.json the released contract, which later changes must not break (--accept-breaking)
      render     print the output of a mapping template: --route NAME.PART | --template-file PATH [--body PATH] [--context PATH]
      events     write the event files for `sam local invoke` (test/events) and the lists in docs/sam-local.md
      pictures   take the picture of README.md again (docs/pictures)
      soak       run the race tests and the storage measurements with full numbers (about 15 minutes, 3 GB of memory)
      mutate     list the code changes that a project's unit tests do not notice: PROJECT [FOLDER|FILE ...] [--STRYKER-OPTION ...]
      bench      measure the local gateway beside a plain ASP.NET Core endpoint, and the functions beside the SDK alone, warm and cold (five minutes)
      restore    check again whether the registry has the Amazon.Lambda packages, and restore all packages

    `dotnet dev.cs run -- --help` lists the options of `run`. The same works for database, token and render.
    """;

var callersFolder = Environment.CurrentDirectory;
Directory.SetCurrentDirectory((string)AppContext.GetData("EntryPointFileDirectoryPath")!);
try
{
    Directory.CreateDirectory(".local");
    return args switch
    {
        ["run", ..] => RunLocalHost(["run", .. OwnPages(args), .. args[1..], .. AccessLog(args)], callersFolder, port: 3000),
        ["database", ..] => RunLocalHost(args, callersFolder, port: 8000),
        ["token", ..] => Token(args, callersFolder),
        ["sync", .. var options] => RunRouteSync([.. Built.Sync, .. options], Environment.CurrentDirectory),
        ["add", ..] => RunRouteSync([.. args, "--project", "src/LambdaCrud", "--tests", "test"], Environment.CurrentDirectory),
        ["client", ..] => RunRouteSync(
            [
                .. args,
                .. Has(args, "--contract") ? (string[])[] : ["--contract", Path.GetFullPath("openapi.json")],
                "--cache", Path.GetFullPath(".local/clients"),
            ],
            callersFolder),
        ["release", ..] => RunRouteSync([.. args, "--contract", "openapi.json", "--released", "docs/released/openapi.json"], Environment.CurrentDirectory),
        ["render", ..] => RunRouteSync([.. args, .. OfTheApi(args)], callersFolder),
        ["test", "--app", .. var options] => Test("LambdaCrud.slnf", OnlyFolders(options)),
        ["test", .. var options] => Test("LambdaCrud.sln", options),
        ["events"] => Events(),
        ["pictures"] => Pictures(),
        ["soak"] => Soak(),
        ["mutate", .. var options] => Mutate(options),
        ["bench"] => Bench(),
        ["restore"] => Restore(),
        [] or ["help" or "--help" or "-h"] => Say(Usage),
        [var unknown, ..] => throw new DevException($"There is no command '{unknown}'. `dotnet dev.cs` lists all commands."),
    };
}
catch (Exception problem) when (problem is DevException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

static int Say(string text)
{
    Console.WriteLine(text);
    return 0;
}

// The access log is JSON for programs, so it goes to a file and not to the console. A template of --template may have no access log.
static string[] AccessLog(string[] arguments) => arguments.Any(argument => argument.Split('=')[0] is "--access-log" or "--template")
    ? []
    : ["--access-log", Path.GetFullPath(Path.Combine(".local", "access.log"))];

// The pages belong to the API of this repository.
static string[] OwnPages(string[] arguments) => Has(arguments, "--template") || Has(arguments, "--no-studio")
    ? []
    : ["--pages", $"shop={Path.GetFullPath(Path.Combine("samples", "web", "site"))}"];

static int RunLocalHost(string[] arguments, string callersFolder, int port)
{
    LambdaPackages.Choose();
    Machine.EnsureDynamoDbLocalCanRun();
    // The host checks the port itself. A build before it would take long for nothing.
    // After an edit of a .vtl file, the template is old too. A template that cannot be written is reported. It still runs.
    if (Built.Ensure(beforeBuild: () => EnsurePortIsFree(arguments, port)))
        Shell.Run("dotnet", [Built.RouteSync, .. Built.Sync]);
    // The host makes the copy that starts faster. The first start after a build has none.
    var copy = Built.CompiledCopy();
    return File.Exists(Path.Combine(copy, "LocalHost.dll"))
        ? Shell.Run("dotnet", [Path.Combine(copy, "LocalHost.dll"), .. arguments], callersFolder)
        : Shell.Run("dotnet", [Path.GetFullPath(Built.LocalHost), .. arguments, .. arguments[0] == "run" ? ["--compiled-copy", copy] : (string[])[]], callersFolder);
}

static void EnsurePortIsFree(string[] arguments, int defaultPort)
{
    var index = Array.FindIndex(arguments, argument => argument.Split('=')[0] == "--port");
    var value = index < 0 ? $"{defaultPort}" : arguments[index].Split('=') is [_, var inline] ? inline : arguments.ElementAtOrDefault(index + 1);
    if (!ushort.TryParse(value, out var port) || Has(arguments, "--listen"))
        return;
    try
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        probe.Start();
    }
    catch (SocketException)
    {
        throw new DevException($"Port {port} of 127.0.0.1 is in use. Choose another one with --port.");
    }
}

// A page or a script may ask for a token at any time, also while a build is broken.
static int Token(string[] arguments, string callersFolder) => File.Exists(Built.LocalHost)
    ? Shell.Run("dotnet", [Path.GetFullPath(Built.LocalHost), .. arguments], callersFolder)
    : throw new DevException("The tools are not built yet. Run `dotnet dev.cs run` once: it builds them.");

// The API whose routes and problems `render` knows, unless the caller names another one.
static string[] OfTheApi(string[] arguments) =>
[
    .. Has(arguments, "--assembly") ? (string[])[] : ["--assembly", Path.GetFullPath(Built.Api)],
    .. Has(arguments, "--project") ? (string[])[] : ["--project", Path.GetFullPath(Path.Combine("src", "LambdaCrud"))],
];

static bool Has(string[] arguments, string option) => arguments.Any(argument => argument.Split('=')[0] == option);

static int RunRouteSync(string[] arguments, string callersFolder)
{
    LambdaPackages.Choose();
    Built.Ensure();
    return Shell.Run("dotnet", [Path.GetFullPath(Built.RouteSync), .. arguments], callersFolder);
}

static int Bench()
{
    LambdaPackages.Choose();
    return ((string[])["tools/LocalGateway/bench", "test/LambdaCrud.Benchmarks", "test/LambdaCrud.ColdStarts"]).Max(Run);

    static int Run(string project) => Shell.Run("dotnet", ["run", "--project", project, "--configuration", "Release"]);
}

static int Restore()
{
    LambdaPackages.Forget();
    LambdaPackages.Choose();
    return Shell.Run("dotnet", ["restore", "LambdaCrud.sln"]);
}

static int Test(string solution, string[] options)
{
    LambdaPackages.Choose();
    Machine.EnsureDynamoDbLocalCanRun();
    Machine.TryInstallChromium();
    if (solution != "LambdaCrud.sln")
        Console.WriteLine("This command tests only the application. `dotnet dev.cs test` also tests the tools.");

    var templateBefore = Fingerprint("serverless.template");
    Step("build", "build", solution, "--verbosity", "quiet", "-nologo", "-tl:off", Built.CompilerServer);
    // It would need memory and time while the tests run.
    Shell.Capture("dotnet", ["build-server", "shutdown", "--vbcscompiler"]);
    if (Fingerprint("serverless.template") != templateBefore)
    {
        throw new DevException(
            "serverless.template did not match the code. The build has updated it: review it, commit it, and run the command again.");
    }

    Step("sync", [Built.RouteSync, .. Built.Sync, "--check"]);

    // The build already checks the rest of `dotnet format`: analyzers, code style and names. Each finding is a build error.
    Step("format", "format", "whitespace", ".", "--folder", "--verify-no-changes");

    Console.WriteLine("test …");
    return RunTests(solution, ["--no-build", "--logger", "console;verbosity=minimal", .. options]);
}

// Replaces the names of folders in front of the options by a filter for their tests.
static string[] OnlyFolders(string[] arguments)
{
    string[] folders = [.. arguments.TakeWhile(argument => !argument.StartsWith('-'))];
    var missing = folders.FirstOrDefault(folder => !Array.Exists(
        (string[])["LambdaCrud.Tests", "LambdaCrud.IntegrationTests"], tests => Directory.Exists(Path.Combine("test", tests, folder))));
    if (missing is not null)
        throw new DevException($"The tests of the application have no folder '{missing}'. Name one such as Products.");

    return folders.Length == 0
        ? arguments
        : ["--filter", string.Join('|', folders.Select(folder => $"FullyQualifiedName~Tests.{folder}.")), .. arguments[folders.Length..]];
}

static int Soak()
{
    LambdaPackages.Choose();
    Machine.EnsureDynamoDbLocalCanRun();
    Environment.SetEnvironmentVariable("SOAK", "1");
    return RunTests("test/LambdaCrud.IntegrationTests", [
        "--filter", "Soak=true", "--verbosity", "quiet", "--logger", "console;verbosity=normal", "--", "xUnit.ShowLiveOutput=true"]);
}

static int Mutate(string[] arguments)
{
    string[] paths = [.. arguments.Skip(1).TakeWhile(argument => !argument.StartsWith('-'))];
    var project = arguments.FirstOrDefault() ?? "";
    var (source, tests) = project switch
    {
        "LambdaCrud" => ("src/LambdaCrud", "test/LambdaCrud.Tests"),
        "LocalGateway" => ("tools/LocalGateway/src", "tools/LocalGateway/test"),
        _ => ("", ""),
    };
    if (source.Length == 0)
    {
        throw new DevException(
            "Name LambdaCrud or LocalGateway, for example `dotnet dev.cs mutate LambdaCrud`. Folders or files of the project may follow.");
    }

    if (paths.FirstOrDefault(path => !Path.Exists(Path.Combine(source, path))) is { } missing)
        throw new DevException($"{source} has no folder or file '{missing}'.");

    LambdaPackages.Choose();
    var patterns = paths.Select(path => Path.HasExtension(path) ? $"**/{path}" : $"**/{path}/**/*.cs");
    return Shell.Run(
        "dotnet",
        [
            "tool", "exec", "dotnet-stryker@5.1.0", "--yes", "--",
            "--config-file", Path.GetFullPath("tools/Testing/stryker-config.json"), "--project", $"{project}.csproj",
            "--output", Path.GetFullPath(Path.Combine(".local", "mutation", project)),
            .. patterns.SelectMany(pattern => (string[])["--mutate", pattern]),
            .. arguments.Skip(1 + paths.Length),
        ],
        Path.GetFullPath(tests));
}

static int Events()
{
    LambdaPackages.Choose();
    Machine.EnsureDynamoDbLocalCanRun();
    Environment.SetEnvironmentVariable("WRITE_EVENTS", "1");
    return RunTests("test/LambdaCrud.IntegrationTests", ["--filter", "FullyQualifiedName~The_event_files_are", "--verbosity", "quiet"]);
}

static int Pictures()
{
    LambdaPackages.Choose();
    Machine.EnsureDynamoDbLocalCanRun();
    Machine.TryInstallChromium();
    Environment.SetEnvironmentVariable("TAKE_PICTURES", "1");
    return RunTests("test/LambdaCrud.IntegrationTests", ["--filter", "FullyQualifiedName~ReadmePictureTests", "--verbosity", "quiet"]);
}

static int RunTests(string projects, string[] options)
{
    var results = Directory.CreateDirectory(Path.Combine(".local", "test-results"));
    results.Delete(recursive: true);
    // Many tests wait for a browser or another process, so more projects run at once than there are processors.
    var exitCode = Shell.Run("dotnet", [
        "test", projects, "-nologo", "-tl:off", $"-maxcpucount:{2 * Environment.ProcessorCount}", "--logger", "trx", "--results-directory", results.FullName, .. options]);

    var runs = Directory.Exists(results.FullName) ? results.GetFiles("*.trx", SearchOption.AllDirectories).Select(TestCount.Read).ToArray() : [];
    var passed = runs.Sum(run => run.Passed);
    var failed = runs.Sum(run => run.Failed);
    var skipped = runs.Sum(run => run.Total - run.Passed - run.Failed);
    if (passed + failed == 0)
        throw new DevException("No test ran. Check the options of the command, for example --filter.");
    if (exitCode != 0 && failed == 0)
        Console.Error.WriteLine("A test run ended before all tests had run. See the output above.");
    foreach (var figure in runs.SelectMany(run => run.Figures))
        Console.WriteLine(figure);
    Console.WriteLine($"{passed} passed, {failed} failed{(skipped > 0 ? $", {skipped} skipped" : "")}");
    return exitCode != 0 ? exitCode : failed > 0 ? 1 : 0;
}

static void Step(string name, params string[] arguments)
{
    Console.WriteLine($"{name} …");
    if (Shell.Run("dotnet", arguments) != 0)
        throw new DevException($"{name} failed. See the output above.");
}

static string? Fingerprint(string path) =>
    File.Exists(path) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))) : null;

/// <summary>A failure that the user sees as a one-line message.</summary>
internal sealed class DevException(string message) : Exception(message);

/// <summary>The totals of one test project, from its TRX file.</summary>
/// <param name="Figures">The lines that its tests have written after <c>Figure: </c>.</param>
internal sealed record TestCount(int Total, int Passed, int Failed, IReadOnlyList<string> Figures)
{
    private const string Figure = "Figure: ";

    public static TestCount Read(FileInfo trx)
    {
        var run = XDocument.Load(trx.FullName);
        var counters = run.Descendants().Single(element => element.Name.LocalName == "Counters");
        var figures = run.Descendants()
            .Where(element => element.Name.LocalName == "UnitTestResult")
            .SelectMany(result => result.Descendants().Where(element => element.Name.LocalName == "StdOut"))
            .SelectMany(output => output.Value.Split('\n'))
            .Where(line => line.StartsWith(Figure, StringComparison.Ordinal))
            .Select(line => line[Figure.Length..].TrimEnd());
        return new(
            Number("total"), Number("passed"), Number("failed") + Number("error") + Number("timeout") + Number("aborted"), [.. figures]);

        int Number(string name) => (int?)counters.Attribute(name) ?? 0;
    }
}

/// <summary>Chooses the published Amazon.Lambda packages, or the stand-ins if the registry does not have the packages.</summary>
internal static class LambdaPackages
{
    public static readonly string Remembered = Path.Combine(".local", "LambdaPackages.props");

    public static void Forget() => File.Delete(Remembered);

    /// <summary>Checks the registry once, and again when the pinned versions change. A value in the environment has priority.</summary>
    public static void Choose()
    {
        if (Environment.GetEnvironmentVariable("LambdaPackages") is { Length: > 0 })
            return;
        var pinned = PinnedVersions();
        if (File.Exists(Remembered) && File.ReadAllText(Remembered).Contains($"<!-- {pinned} -->", StringComparison.Ordinal))
            return;

        File.Delete(Remembered);
        var target = Path.Combine("tools", "LambdaStandIns", "ChoosePackages.targets");
        var (_, output) = Shell.Capture("dotnet", ["msbuild", target, "-target:ChooseLambdaPackages", "-nologo", "-verbosity:detailed", "-tl:off"]);
        if (!File.Exists(Remembered))
            throw new DevException($"`dotnet restore` failed to look for the Amazon.Lambda packages:{Environment.NewLine}{output}");
        Console.Error.WriteLine(File.ReadAllText(Remembered).Contains("published", StringComparison.Ordinal)
            ? "LambdaPackages=published: the registry has the Amazon.Lambda packages."
            : "LambdaPackages=standin: the registry lacks Amazon.Lambda packages. The build uses tools/LambdaStandIns instead.");
    }

    // The form in which the target writes the versions.
    private static string PinnedVersions() => string.Join(", ",
        from version in XDocument.Load("Directory.Packages.props").Descendants("PackageVersion")
        where ((string)version.Attribute("Include")!).StartsWith("Amazon.Lambda.", StringComparison.Ordinal)
        select version.ToString());
}

/// <summary>The built tools and functions. Without changes it skips the build, which takes longer than the start of a tool.</summary>
internal static class Built
{
    public static readonly string LocalHost = Path.Combine("tools", "LocalHost", "src", "bin", "Debug", "net10.0", "LocalHost.dll");
    public static readonly string RouteSync = Path.Combine("tools", "RouteSync", "src", "bin", "Debug", "net10.0", "RouteSync.dll");

    /// <summary>The arguments of RouteSync for this repository.</summary>
    public static readonly string[] Sync =
        ["sync", "--project", "src/LambdaCrud", "--template", "serverless.template", "--contract", "openapi.json", "--docs", "docs"];

    public static readonly string Api = Path.Combine("src", "LambdaCrud", "bin", "Debug", "net10.0", "LambdaCrud.dll");

    /// <summary>
    /// The compiler that stays in memory from project to project, and for ten minutes after a build. It takes half of the time. MSBuild would
    /// not use it, because <see cref="Shell"/> lets no other part of a build stay.
    /// </summary>
    public const string CompilerServer = "-p:UseSharedCompilation=true";

    private static readonly string Stamp = Path.Combine(".local", "built");

    /// <summary>The full path of the folder for a copy of the host that is compiled ahead of time. Each build of the host has another one.</summary>
    public static string CompiledCopy()
    {
        var build = string.Join('\n',
            from file in new DirectoryInfo(Path.GetDirectoryName(LocalHost)!).GetFiles("*.dll").OrderBy(file => file.Name, StringComparer.Ordinal)
            select $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}");
        return Path.GetFullPath(Path.Combine(".local", "host", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(build)))[..16]));
    }

    /// <param name="beforeBuild">Runs if a build is necessary.</param>
    /// <returns>Whether a build was necessary.</returns>
    public static bool Ensure(Action? beforeBuild = null)
    {
        // The fingerprint is computed before the build. So the next build includes files that are edited during this one.
        var sources = FingerprintOfSources();
        if (Array.TrueForAll((string[])[LocalHost, RouteSync, Api, Stamp], File.Exists) && File.ReadAllText(Stamp) == sources)
            return false;
        beforeBuild?.Invoke();
        Console.Error.WriteLine("Building the functions and the local host …");
        // The first build is to be fast. The analyzers run in all others.
        string[] analyzers = File.Exists(LocalHost) ? [] : ["-p:RunAnalyzers=false"];
        var (exitCode, output) = Shell.Capture(
            "dotnet", ["build", "tools/Run.slnf", "--verbosity", "quiet", "-nologo", "-tl:off", CompilerServer, .. analyzers]);
        if (exitCode != 0)
            throw new DevException(output);

        File.WriteAllText(Stamp, sources);
        return true;
    }

    private static string FingerprintOfSources()
    {
        var files = ((string[])["src", "tools"]).SelectMany(folder =>
            new FileSystemEnumerable<string>(folder, Describe, new() { RecurseSubdirectories = true })
            {
                ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
                ShouldRecursePredicate = (ref entry) => entry.FileName is not ("bin" or "obj" or "test"),
            });
        // Of the files beside the folders, only these are inputs of a build. An edit of the template needs no build.
        var shared = new FileSystemEnumerable<string>(".", Describe)
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && (Path.GetExtension(entry.FileName) is ".props" or ".targets" or ".editorconfig"
                || entry.FileName is "global.json" or "aws-lambda-tools-defaults.json"),
        };
        var mode = Environment.GetEnvironmentVariable("LambdaPackages") ?? File.ReadAllText(LambdaPackages.Remembered);
        var all = string.Join('\n', files.Concat(shared).Order(StringComparer.Ordinal).Append(mode));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(all)));

        static string Describe(ref FileSystemEntry entry) => $"{entry.ToSpecifiedFullPath()} {entry.Length} {entry.LastWriteTimeUtc.UtcTicks}";
    }
}

/// <summary>The tools that DynamoDB Local needs: Java 17 or later to run it, npm to download it.</summary>
internal static class Machine
{
    public static void EnsureDynamoDbLocalCanRun()
    {
        if (Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB") is { Length: > 0 })
            return;
        string[] missing = [.. HasJava17() ? (string[])[] : ["default-jre-headless"], .. Shell.Exists("npm") ? (string[])[] : ["npm"]];
        if (missing.Length == 0)
            return;

        var install = $"apt-get install --yes --no-install-recommends {string.Join(' ', missing)}";
        if (!Shell.Exists("apt-get"))
            throw new DevException("DynamoDB Local needs Java 17 or later and npm. Install them and make sure that they are on the PATH.");
        if (Environment.UserName != "root")
            throw new DevException($"DynamoDB Local needs Java 17 or later and npm. Run: sudo apt-get update && sudo {install}");

        Console.Error.WriteLine($"DynamoDB Local needs packages that are not installed. Running: {install}");
        if (Shell.Capture("apt-get", ["update"]) is (not 0, var updateOutput))
            throw new DevException(updateOutput);
        if (Shell.Capture("apt-get", install.Split(' ')[1..]) is (not 0, var installOutput))
            throw new DevException(installOutput);
        if (!HasJava17())
            throw new DevException("apt-get installed a Java that is older than 17. Install Java 17 or later.");
    }

    /// <summary>The tests in a browser need Chromium. Where this method cannot install it, they are skipped.</summary>
    public static void TryInstallChromium()
    {
        if (((string[])["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]).Any(Shell.Exists))
            return;
        const string Install = "apt-get install --yes --no-install-recommends chromium-headless-shell";
        if (!Shell.Exists("apt-get") || Environment.UserName != "root")
        {
            Console.WriteLine($"The tests in a browser are skipped: there is no Chromium. On Debian, run: sudo {Install}");
            return;
        }

        Console.Error.WriteLine($"The tests in a browser need Chromium. Running: {Install}");
        if (Shell.Capture("apt-get", ["update"]) is not (0, _) || Shell.Capture("apt-get", Install.Split(' ')[1..]) is not (0, _))
            Console.WriteLine("The tests in a browser are skipped: apt-get could not install Chromium.");
    }

    // A start of Java takes a tenth of a second, so the answer is remembered for this java.
    private static bool HasJava17()
    {
        if (Shell.Find("java") is not { } java)
            return false;
        var remembered = Path.Combine(".local", "java");
        var thisJava = $"{java} {File.GetLastWriteTimeUtc(File.ResolveLinkTarget(java, returnFinalTarget: true)?.FullName ?? java).Ticks}";
        if (File.Exists(remembered) && File.ReadAllText(remembered) == thisJava)
            return true;
        var version = Regex.Match(Shell.Capture("java", ["-version"]).Output, @"version ""(?<major>\d+)");
        if (!version.Success || int.Parse(version.Groups["major"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) < 17)
            return false;
        File.WriteAllText(remembered, thisJava);
        return true;
    }
}

/// <summary>Starts child processes and passes signals on to them, so that no child keeps running.</summary>
internal static class Shell
{
    public static int Run(string file, string[] arguments, string workingDirectory = "") =>
        Wait(Start(new ProcessStartInfo(file, arguments) { WorkingDirectory = workingDirectory }));

    public static (int ExitCode, string Output) Capture(string file, string[] arguments)
    {
        var process = Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        return (Wait(process), (output + error.Result).Trim());
    }

    public static bool Exists(string program) => Find(program) is not null;

    /// <summary>The path of a program on the PATH, or null.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => (string[])[Path.Combine(folder, program), Path.Combine(folder, program + ".exe")])
            .FirstOrDefault(File.Exists);

    private static Process Start(ProcessStartInfo start)
    {
        // Without this setting, build nodes of MSBuild keep running after the command has ended.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        return Process.Start(start) ?? throw new DevException($"The program {start.FileName} did not start.");
    }

    private static int Wait(Process process)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, PassOn);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, PassOn);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, PassOn);
        process.WaitForExit();
        return process.ExitCode;

        void PassOn(PosixSignalContext signal)
        {
            const int Terminate = 15;
            signal.Cancel = true;
            if (!OperatingSystem.IsWindows())
                _ = Kill(process.Id, Terminate);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int processId, int signal);
}
