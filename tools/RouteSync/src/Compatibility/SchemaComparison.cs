namespace RouteSync.Compatibility;

/// <summary>
/// Finds what the change of a schema breaks. Every value of one of the two schemas must be valid by the other one: what clients send by the
/// released schema must be valid now, and what the API sends now must be valid by the released schema.
/// </summary>
/// <param name="toleratesNewValues">Whether clients expect values that the list of values does not name.</param>
internal sealed class SchemaComparison(string operation, Direction direction, bool toleratesNewValues, Action<BreakingChange> report)
{
    private HashSet<(string, string)> _compared = [];

    private bool IsInput => direction == Direction.Input;

    public void Compare(Place released, Place current)
    {
        if (!released.Exists || !current.Exists)
            return;
        var (before, now) = (Schema.Of(released), Schema.Of(current));
        var (values, rules) = IsInput ? (before, now) : (now, before);
        var areTypesValid = CompareTypes(values, rules, now.Place.Pointer, current.Pointer);
        if (!_compared.Add((before.Place.Pointer, now.Place.Pointer)))
            return;
        CompareValues(values, rules, now.Place.Pointer);
        CompareRules(values, rules, now.Place.Pointer);
        if (areTypesValid)
            CompareAlternatives(values, rules, now.Place.Pointer);
        CompareMembers(before, now);
        if (before.Items is { } items && now.Items is { } newItems)
            Compare(items, newItems);
    }

    /// <param name="use">The pointer of the reference to the schema. The reference may add null.</param>
    /// <returns>Whether the change of the types breaks nothing.</returns>
    private bool CompareTypes(Schema values, Schema rules, string pointer, string use)
    {
        // Two lists of alternatives are compared alternative by alternative, with their types.
        if (rules.Types is not { } allowed || (values.Alternatives is not null && rules.Alternatives is not null))
            return true;
        var types = values.Types?.Where(type => !allowed.Contains(type) && !(type == "integer" && allowed.Contains("number"))).ToList();
        if (types is [])
            return true;
        if (types is null)
            Report(pointer, $"The value {(IsInput ? "must now have" : "no longer has")} the type {string.Join(" or ", allowed)}.");
        else
        {
            Report(
                types is ["null"] ? use : pointer,
                $"The value {(IsInput ? "can no longer be" : "can now be")} of the type {string.Join(" or ", types)}.");
        }

        return false;
    }

    private void CompareValues(Schema values, Schema rules, string pointer)
    {
        if (rules.Values is not { } allowed || (toleratesNewValues && !IsInput))
            return;
        var others = values.Values?.Except(allowed).ToList();
        if (others is null)
            Report(pointer, $"The value {(IsInput ? "must now be" : "is no longer only")} one of {string.Join(", ", allowed)}.");
        else if (others.Count > 0)
            Report(pointer, $"The value {(IsInput ? "can no longer be" : "can now be")} {string.Join(" or ", others)}.");
    }

    private void CompareRules(Schema values, Schema rules, string pointer)
    {
        foreach (var (keyword, bound) in rules.Bounds)
        {
            if (!values.Bounds.TryGetValue(keyword, out var other))
                Report(pointer, $"The rule `{keyword}: {Math.Abs(bound)}` is {(IsInput ? "new" : "removed")}.");
            else if (other > bound)
                Report(pointer, $"The rule `{keyword}` {(IsInput ? "allows less" : "allows more")} than before.");
        }

        foreach (var (keyword, rule) in rules.Rules)
        {
            if (values.Rules.GetValueOrDefault(keyword) != rule)
                Report(pointer, $"The rule `{keyword}` is {(values.Rules.ContainsKey(keyword) ? "another one" : IsInput ? "new" : "removed")}.");
        }
    }

    /// <summary>Each alternative of the values must be valid by one alternative of the rules.</summary>
    private void CompareAlternatives(Schema values, Schema rules, string pointer)
    {
        if ((values.Alternatives ?? rules.Alternatives) is null)
            return;
        IReadOnlyList<Place> allowed = rules.Alternatives ?? [rules.Place];
        foreach (var value in (values.Alternatives ?? [values.Place]).Where(value => !allowed.Any(rule => IsValid(value, rule))))
        {
            Report(
                values.Alternatives is null ? pointer : value.Resolved.Pointer,
                values.Alternatives is null
                    ? $"The value {(IsInput ? "must now be" : "is no longer only")} one of several alternatives."
                    : $"The value {(IsInput ? "can no longer" : "can now")} be this alternative.");
        }
    }

    private bool IsValid(Place value, Place rule)
    {
        var isValid = true;
        var comparison = new SchemaComparison(operation, direction, toleratesNewValues, _ => isValid = false) { _compared = [.. _compared] };
        comparison.Compare(IsInput ? value : rule, IsInput ? rule : value);
        return isValid;
    }

    private void CompareMembers(Schema before, Schema now)
    {
        var removed = before.Properties.Keys.Except(now.Properties.Keys).ToList();
        foreach (var name in removed)
        {
            report(new(
                operation,
                before.Properties[name].Pointer,
                $"The member `{name}` is removed.",
                IsInput ? "A client that sends it gets a problem." : "A client that reads it finds nothing."));
        }

        foreach (var name in IsInput ? now.Required.Except(before.Required) : before.Required.Except(now.Required).Except(removed))
            Report(now.Place.Pointer, $"The member `{name}` is {(IsInput ? "now" : "no longer")} required.");
        if (IsInput && before.IsOpen && !now.IsOpen)
            Report(now.Place.Pointer, "Members that the contract does not name are no longer allowed.");
        foreach (var (name, member) in before.Properties.Where(property => now.Properties.ContainsKey(property.Key)))
            Compare(member, now.Properties[name]);
    }

    private void Report(string pointer, string what) => report(new(
        operation,
        pointer,
        what,
        IsInput ? "A request that was valid is refused now." : "A client of the released contract does not expect it."));
}
