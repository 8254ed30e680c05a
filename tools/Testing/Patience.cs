namespace Xunit;

/// <summary>
/// How long a test waits for something that must come: it ends a test that would never end. No result depends on it. Ten times the time that
/// the slowest wait takes when the machine has a tenth of its processors for the tests.
/// </summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
}
