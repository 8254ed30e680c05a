namespace Xunit;

/// <summary>Assertions about all items of a set. Each fails when the set is empty. The assertions of xUnit pass in this case.</summary>
internal static class GuardedAssert
{
    extension(Assert)
    {
        /// <summary>Passes if there are items.</summary>
        /// <returns>The items, read once.</returns>
        public static IReadOnlyList<T> Some<T>(IEnumerable<T> items)
        {
            IReadOnlyList<T> all = [.. items];
            Assert.True(all.Count > 0, $"There is no {typeof(T).Name} to check.");
            return all;
        }

        /// <summary>Passes if there are items and each passes the check.</summary>
        public static void Every<T>(IEnumerable<T> items, Action<T> check) => Assert.All(Assert.Some(items), check);

        /// <inheritdoc cref="Every"/>
        public static Task EveryAsync<T>(IEnumerable<T> items, Func<T, Task> check) => Assert.AllAsync(Assert.Some(items), check);

        /// <summary>Passes if there are items and none is <paramref name="unwanted"/>.</summary>
        public static void Lacks<T>(T unwanted, IEnumerable<T> items, IEqualityComparer<T>? comparer = null) =>
            Assert.DoesNotContain(unwanted, Assert.Some(items), comparer ?? EqualityComparer<T>.Default);

        /// <summary>Passes if there are items and none matches the predicate.</summary>
        public static void Lacks<T>(IEnumerable<T> items, Predicate<T> unwanted) => Assert.DoesNotContain(Assert.Some(items), unwanted);

        /// <summary>Passes if there is a text and it does not contain <paramref name="unwanted"/>.</summary>
        public static void Lacks(string unwanted, string? text, StringComparison comparison)
        {
            Assert.False(string.IsNullOrEmpty(unwanted), "There is nothing to look for.");
            Assert.False(string.IsNullOrEmpty(text), "There is no text to look through.");
            Assert.DoesNotContain(unwanted, text, comparison);
        }

        /// <summary>Passes if there are items and all are in <paramref name="allowed"/>.</summary>
        public static void Within<T>(IEnumerable<T> allowed, IEnumerable<T> items) =>
            Assert.Subset(allowed.ToHashSet(), Assert.Some(items).ToHashSet());
    }
}
