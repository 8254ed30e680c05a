namespace LocalGateway.Tests.Functions;

/// <summary>
/// Lets a test and a function wait for each other. They run in different copies of this assembly and share only
/// the data of the process.
/// </summary>
internal static class Gates
{
    /// <summary>The signal with this name. The test and the function get the same one.</summary>
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
