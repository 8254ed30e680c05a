namespace LocalGateway.LocalTokens.SignIn;

/// <summary>
/// The users of the local pools. Any name can sign in, with <see cref="Password"/>. Listed users have groups and an e-mail address.
/// </summary>
internal sealed class LocalUsers(IReadOnlyList<PoolUser> listed)
{
    /// <summary>Of every local user. It protects nothing: only programs on this machine reach the pool, and they can make tokens anyway.</summary>
    public const string Password = "local-password";

    // Cognito's limit for Username.
    public const int MaxNameLength = 128;

    public IReadOnlyList<PoolUser> Listed => listed;

    /// <param name="name">The user's name or e-mail address, in any case.</param>
    public PoolUser Find(string name) =>
        listed.FirstOrDefault(user => IsSame(user.UserName, name) || IsSame(user.Email, name))
        ?? new PoolUser(name) { Email = name.Contains('@', StringComparison.Ordinal) ? name : null };

    private static bool IsSame(string? known, string name) => string.Equals(known, name, StringComparison.OrdinalIgnoreCase);
}
