using LocalGateway.Model;

namespace LocalGateway.Authorization;

/// <summary>An app client of a user pool.</summary>
public sealed record PoolClient(UserPool Pool, string ClientId)
{
    /// <param name="pools">The pools to search.</param>
    /// <param name="client">The client's id, or its logical id in the template.</param>
    /// <returns>Null if no pool has it.</returns>
    public static PoolClient? Find(IEnumerable<UserPool> pools, string client)
    {
        foreach (var pool in pools)
        {
            foreach (var (logicalId, id) in pool.ClientIds)
            {
                if (client == logicalId || client == id)
                    return new(pool, id);
            }
        }

        return null;
    }
}
