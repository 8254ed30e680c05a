namespace LocalGateway.Tests.Functions;

/// <summary>
/// Lets a test and a function wait for each other. They run in different copies of this assembly, so that only what the process itself
/// keeps is common to both.
/// </summary>
internal static class Gates
{
    /// <summary>A signal of that name, in the test and in the function the same.</summary>
    public static TaskCompletionSource Of(string name)
    {
        lock (AppDomain.CurrentDomain)
        {
            if (AppDomain.CurrentDomain.GetData(name) is TaskCompletionSource known)
                return known;
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            AppDomain.CurrentDomain.SetData(name, gate);
            return gate;
        }
    }
}
