namespace Amazon.Lambda.Core;

/// <summary>
/// Registers work before and after a SnapStart snapshot. Only the Lambda runtime takes snapshots, so the work is never run here.
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
