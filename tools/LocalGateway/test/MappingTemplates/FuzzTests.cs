using System.Collections.Concurrent;
using System.Globalization;
using LocalGateway.MappingTemplates;

namespace LocalGateway.Tests.MappingTemplates;

/// <summary>
/// Random and mutated templates and bodies. Rendering always ends, and it throws only a <see cref="MappingTemplateException"/>.
/// MAPPING_TEMPLATE_FUZZ_CASES sets the number of cases and MAPPING_TEMPLATE_FUZZ_SEED sets the first seed.
/// </summary>
public class FuzzTests
{
    private const int DefaultCases = 2_000;
    private const long MaxAllocatedBytes = 500_000_000;

    [Fact]
    public void Rendering_a_random_template_always_ends_and_throws_only_a_MappingTemplateException()
    {
        var cases = Setting("MAPPING_TEMPLATE_FUZZ_CASES", DefaultCases);
        var firstSeed = Setting("MAPPING_TEMPLATE_FUZZ_SEED", Environment.TickCount & 0xFFFFFF);

        var rendered = new ConcurrentBag<bool>();
        Parallel.For(
            firstSeed, firstSeed + cases, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed => rendered.Add(IsRendered(seed)));

        Assert.Equal([false, true], rendered.Distinct().Order());
    }

    [Fact]
    public void The_same_seed_generates_the_same_case()
    {
        var (first, second) = (new TemplateGenerator(7), new TemplateGenerator(7));

        Assert.Equal(first.Template(), second.Template());
        Assert.Equal(first.Body(), second.Body());
    }

    private static bool IsRendered(int seed)
    {
        var generator = new TemplateGenerator(seed);
        var template = generator.Template();
        var context = new MappingContext { Body = generator.Body() };
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var deadline = new CancellationTokenSource(Patience.Limit);
        var isRendered = false;
        try
        {
            var parsed = MappingTemplate.Parse("fuzz", template);
            Assert.InRange(parsed.Render(context, deadline.Token).Length, 0, MappingTemplateLimits.OutputCharacters);
            isRendered = true;
        }
        catch (MappingTemplateException error)
        {
            Assert.True(error.Line >= 1 && error.Column >= 1, $"seed {seed}: {error.Message}");
        }

        // Any other exception is a bug. The message tells how to reproduce it.
        catch (Exception error)
        {
            Assert.Fail($"seed {seed}: {error.GetType().Name} {error.Message}\ntemplate: {template}\nbody: {context.Body}\n{error.StackTrace}");
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MaxAllocatedBytes, $"seed {seed} allocates too much: {template}");
        return isRendered;
    }

    private static int Setting(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : fallback;
}
