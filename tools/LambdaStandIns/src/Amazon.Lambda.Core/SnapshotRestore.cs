namespace Amazon.Lambda.Core;

/// <summary>
/// Work to do around a SnapStart snapshot. Only the Lambda runtime ever takes one, so here registering is all that happens.
/// </summary>
public static class SnapshotRestore
{
    public static void RegisterBeforeSnapshot(Func<ValueTask> beforeSnapshotAction)
    {
    }

    public static void RegisterAfterRestore(Func<ValueTask> afterRestoreAction)
    {
    }
}
