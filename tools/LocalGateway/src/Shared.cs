namespace LocalGateway;

/// <summary>A value with several users. The last one that leaves disposes it. The creator is the first user.</summary>
internal sealed class Shared<T>(T value) where T : IDisposable
{
    private readonly Lock _lock = new();
    private int _users = 1;

    public T Value => value;

    /// <summary>Must not be called after the last user has left.</summary>
    public Shared<T> Enter()
    {
        lock (_lock)
            _users++;
        return this;
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (--_users > 0)
                return;
        }

        value.Dispose();
    }
}
