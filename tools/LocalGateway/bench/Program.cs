using System.Globalization;
using LocalGateway;
using LocalGateway.Benchmarks;
using LocalGateway.Recording;
using LocalGateway.Template;
using LocalHost;

// Each round measures all scenarios in turn, so that other work on the machine affects all scenarios equally.
const int Rounds = 11;
var warmUp = TimeSpan.FromSeconds(3);
var round = TimeSpan.FromMilliseconds(700);

var deployment = SamTemplate.Load(Path.Combine(AppContext.BaseDirectory, "template.yaml"), new TemplateOptions());
var dataFolder = Directory.CreateTempSubdirectory("benchmarks-");
await using var bare = await BareServer.StartAsync();
var options = new GatewayOptions
{
    Deployment = deployment,
    DataFolder = dataFolder.FullName,
    BuiltCode = _ => AppContext.BaseDirectory,
    DynamoDbEndpoint = bare.Url,
    AccountThrottle = null,
};
await using var gateway = await Gateway.StartAsync(options);
await using var recorded = await Gateway.StartAsync(options with { Recorder = new() });
// Records every request, with its bodies. The usual limit of 100 a second would hide what a record costs.
var everyRequest = new RecorderOptions { Limit = new(1_000_000, 1_000_000) };
await using var recordedAll = await Gateway.StartAsync(options with { Recorder = new(everyRequest) });

using var floor = new Scenario("ASP.NET Core endpoint, the floor", new(bare.Url, "floor"));
using var relay = new Scenario("ASP.NET Core, calls the backend", new(bare.Url, "relay"));
using var mock = new Scenario("MOCK", new(gateway.Url, "mock"));
using var typed = new Scenario("Lambda proxy, typed handler", new(gateway.Url, "typed"));
using var stream = new Scenario("Lambda proxy, Stream handler", new(gateway.Url, "stream"));
using var item = new Scenario("DynamoDB GetItem direct", new(gateway.Url, "items/1"));
using var recordedMock = new Scenario("MOCK, with a recorder", new(recorded.Url, "mock"));
using var recordedItem = new Scenario("GetItem direct, with a recorder", new(recorded.Url, "items/1"));
using var allMock = new Scenario("MOCK, every request recorded", new(recordedAll.Url, "mock"));
using var allItem = new Scenario("GetItem, every request recorded", new(recordedAll.Url, "items/1"));
await using var database = IsWanted(LocalDatabase.AskedName) || IsWanted(LocalDatabase.ThroughName) ? await StartDatabaseAsync() : null;
Scenario[] ofDatabase = database is null ? [] : [database.Asked, database.Through];
Scenario[] all = [mock, recordedMock, allMock, typed, stream, relay, item, recordedItem, allItem];
Scenario[] scenarios = [floor, .. all.Where(scenario => IsWanted(scenario.Name)), .. ofDatabase];

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $".NET {Environment.Version}, {Environment.ProcessorCount} processors, load before: {Load()}"));
foreach (var scenario in scenarios)
    await scenario.WarmUpAsync(warmUp);
for (var index = 0; index < Rounds; index++)
{
    foreach (var scenario in scenarios)
        await scenario.MeasureAsync(round);
}

Console.WriteLine($"{"",-36}{"requests/s",12}{"of the floor",24}{"CPU µs/request",16}{"floor's CPU",13}{"bytes/request",15}");
foreach (var scenario in scenarios)
{
    var speed = Median(scenario.Rounds.Select(own => own.RequestsPerSecond));
    var ratio = Ratio(scenario, floor);
    var processor = Median(scenario.Rounds.Select(own => own.MicrosecondsPerRequest));
    var share = Median(scenario.Rounds.Zip(floor.Rounds, (own, least) => least.MicrosecondsPerRequest / own.MicrosecondsPerRequest));
    var bytes = Median(scenario.Rounds.Select(own => own.BytesPerRequest));
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{scenario.Name,-36}{speed,12:N0}{ratio,24}{processor,16:0.0}{share,13:0.00}{bytes,15:N0}"));
}

if (database is not null)
    Console.WriteLine($"DynamoDB Local through the gateway, of asking it directly: {Ratio(database.Through, database.Asked)}");
Console.WriteLine(
    $"Medians of {Rounds} rounds, and the quartiles of the ratios. Client and server together, without DynamoDB Local; load after: {Load()}");
dataFolder.Delete(recursive: true);

// Without arguments, all scenarios are measured. With arguments, only the floor and those whose name contains one of them.
bool IsWanted(string name) => args.Length == 0 || args.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));

async Task<LocalDatabase?> StartDatabaseAsync()
{
    try
    {
        return await LocalDatabase.StartAsync(options);
    }
    catch (LocalHostException exception)
    {
        Console.WriteLine($"Not measured: DynamoDB Local cannot run on this machine. {exception.Message}");
        return null;
    }
}

// Of requests per second, within each round.
static string Ratio(Scenario scenario, Scenario other)
{
    double[] ratios = [.. scenario.Rounds.Zip(other.Rounds, (own, its) => own.RequestsPerSecond / its.RequestsPerSecond).Order()];
    return string.Create(
        CultureInfo.InvariantCulture, $"{ratios[Rounds / 2]:0.00} ({ratios[Rounds / 4]:0.00} to {ratios[Rounds - 1 - (Rounds / 4)]:0.00})");
}

static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

// The first number is the average of the last minute. It includes the load of the benchmark itself.
static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
