using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Parsing;
using LocalGateway.MappingTemplates.Values;
using LocalGateway.MappingTemplates.Variables;

namespace LocalGateway.MappingTemplates.Syntax;

/// <summary><c>#set($x = …)</c>; leaves the variable unchanged if there is no value to assign.</summary>
internal sealed class SetDirective(SourcePosition position, Reference target, Expression value) : TemplateNode
{
    public override void Render(RenderScope scope)
    {
        scope.Position = position;
        if (value.Evaluate(scope) is not { } result)
            return;
        target.Assign(result, scope);
        scope.Trace?.Set(position, target.Name, result, value);
    }
}

/// <summary><c>#if(…) … #elseif(…) … #else … #end</c></summary>
/// <param name="branches">The conditions in their order.</param>
/// <param name="otherwise">Null if there is no <c>#else</c>.</param>
internal sealed class IfDirective(IReadOnlyList<IfBranch> branches, ElseBranch? otherwise) : TemplateNode
{
    public override void Render(RenderScope scope)
    {
        foreach (var branch in branches)
        {
            scope.Step();
            var isTaken = scope.Trace is { } trace ? trace.Decide(branch, scope) : branch.Condition.IsTrue(scope);
            if (isTaken)
            {
                Render(branch.Body, scope);
                return;
            }
        }

        if (otherwise is null)
            return;
        scope.Trace?.Take(otherwise.Position);
        Render(otherwise.Body, scope);
    }

    private static void Render(Block body, RenderScope scope)
    {
        body.Render(scope);
        scope.Trace?.Leave();
    }
}

/// <param name="Position">The <c>#if</c> or <c>#elseif</c>.</param>
internal sealed record IfBranch(SourcePosition Position, Expression Condition, Block Body);

/// <param name="Position">The <c>#else</c>.</param>
internal sealed record ElseBranch(SourcePosition Position, Block Body);

/// <summary><c>#foreach($x in …) … #end</c>: list elements or map values.</summary>
internal sealed class ForeachDirective(SourcePosition position, string variable, Expression source, Block body) : TemplateNode
{
    public override void Render(RenderScope scope)
    {
        scope.Position = position;
        if (ItemsOf(source.Evaluate(scope), scope) is not { Count: > 0 } items)
            return;

        var former = (
            Item: scope.Get(variable),
            Loop: scope.Get("foreach"),
            Count: scope.Get("velocityCount"),
            HasNext: scope.Get("velocityHasNext"));
        var loop = new ForeachVariable(items.Count, former.Loop as ForeachVariable);
        scope.Set("foreach", loop);
        Iterate(items, loop, scope);
        scope.Set(variable, former.Item);
        scope.Set("foreach", former.Loop);
        scope.Set("velocityCount", former.Count);
        scope.Set("velocityHasNext", former.HasNext);
        if (scope.Flow == Flow.Break)
            scope.Flow = Flow.Next;
    }

    private void Iterate(JavaList items, ForeachVariable loop, RenderScope scope)
    {
        var count = items.Count;
        // Java's iterator stops at the list's current end. It fails if there are more items and the list was changed.
        for (; loop.Index != items.Count && scope.Flow == Flow.Next; loop.Index++)
        {
            scope.Step();
            scope.Position = position;
            if (loop.Index == MappingTemplateLimits.ForeachIterations)
                throw scope.Error(
                    $"#foreach runs more than {MappingTemplateLimits.ForeachIterations} times", MappingTemplateErrorKind.LimitExceeded);
            if (items.Count != count)
                throw scope.Error("the #foreach changes the list that it iterates over");
            scope.Set(variable, items[loop.Index]);
            scope.Trace?.Set(position, $"${variable}", items[loop.Index]);
            scope.Set("velocityCount", loop.Index + 1);
            scope.Set("velocityHasNext", loop.Index + 1 < count);
            body.Render(scope);
        }
    }

    private static JavaList? ItemsOf(object? source, RenderScope scope) => source switch
    {
        JavaList list => list,
        JavaMap map => MapMethods.Values(map, scope),
        ContextTree tree => tree.Values(scope),
        JavaIterator iterator => iterator.Rest(scope),
        _ => null,
    };
}

/// <summary><c>#define($x) … #end</c>: rendered where the variable is used.</summary>
internal sealed class DefineDirective(string variable, Block body) : TemplateNode
{
    public override void Render(RenderScope scope) => scope.Set(variable, new DefinedBlock(body));
}

/// <summary>The value of a <c>#define</c>d variable.</summary>
internal sealed class DefinedBlock(Block body)
{
    public string Text(RenderScope scope) => scope.Capture(body.Render);
}

/// <summary><c>#break</c> and <c>#stop</c></summary>
internal sealed class FlowDirective(Flow flow) : TemplateNode
{
    public override void Render(RenderScope scope) => scope.Flow = flow;
}
