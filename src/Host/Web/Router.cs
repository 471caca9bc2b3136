using System.Collections.Immutable;
using LanguageExt;
using Microsoft.AspNetCore.Http;

namespace Functional.Host;

/// <summary>One thing that can be asked.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">The parts of the path; <c>*</c> for one that is left open.</param>
/// <param name="Query">The names the query may have; of the page itself, any.</param>
/// <param name="Ask">What answers it.</param>
internal sealed record Route(string Method, ImmutableArray<string> Path, ImmutableArray<string> Query, Func<Call, Either<Failure, IPage>> Ask)
{
    /// <summary>Whether it may compute for long: only so many of these at once.</summary>
    public bool IsHeavy { get; init; }

    /// <summary>The status of a good answer.</summary>
    public int Good { get; init; } = StatusCodes.Status200OK;

    /// <summary>Answers that are no JSON object, in place of <see cref="Ask"/>.</summary>
    public Func<HttpContext, Call, CancellationToken, Task>? Stream { get; init; }

    public static Route Get(string path, Func<Call, Either<Failure, IPage>> ask, params ReadOnlySpan<string> query) => new(HttpMethods.Get, Parts(path), [.. query], ask);

    public static Route Post(string path, Func<Call, Either<Failure, IPage>> ask) => new(HttpMethods.Post, Parts(path), [], ask) { Good = StatusCodes.Status202Accepted };

    public static Route Streamed(string path, Func<HttpContext, Call, CancellationToken, Task> stream, params ReadOnlySpan<string> query) =>
        new(HttpMethods.Get, Parts(path), [.. query], _ => throw new System.Diagnostics.UnreachableException()) { Stream = stream };

    public bool Fits(ImmutableArray<string> parts) =>
        parts.Length == Path.Length && Path.Select((part, i) => part == "*" || part == parts[i]).All(fits => fits);

    private static ImmutableArray<string> Parts(string path) => path.Length == 0 ? [] : [.. path.Split('/')];
}

/// <summary>Finds who answers, and has it answered.</summary>
internal sealed class Router(ImmutableArray<Route> routes, Session session, RunDesk desk, Jobs jobs, string start, CancellationToken stopping)
{
    /// <summary>Searches and long sums at once: one core stays for the steps somebody drags through.</summary>
    private readonly SemaphoreSlim _heavy = new(Math.Max(1, Environment.ProcessorCount - 1));

    /// <summary>The route of a method and a path, with what stands in its open parts; where there is none, the methods this path has.</summary>
    public (Route? Route, ImmutableArray<string> Names, ImmutableArray<string> Others) Find(string method, Target target)
    {
        var fitting = routes.Where(r => r.Fits(target.Parts)).ToImmutableArray();
        var route = fitting.FirstOrDefault(r => r.Method == method);
        return route is null
            ? (null, [], [.. fitting.Select(r => r.Method).Distinct()])
            : (route, [.. target.Parts.Where((_, i) => route.Path[i] == "*")], []);
    }

    public async Task Serve(HttpContext context, Route route, ImmutableArray<string> names, Target target, ReadOnlyMemory<byte> body)
    {
        if (!route.Path.IsEmpty && target.Query.Select(p => p.Name).Except(route.Query).FirstOrDefault() is { } stray)
        {
            await Reply.Refuse(context, StatusCodes.Status400BadRequest, $"'{Shown.Text(stray)}' says nothing here", Functional.Plugins.Nearest.Hint(stray, route.Query));
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var shell = session.Shell with { Out = TextWriter.Null, Error = TextWriter.Null, Interactive = false, Interrupted = ending.Token };
        var call = new Call(session with { Shell = shell }, desk, jobs, start, names, target, body);
        if (route.Stream is { } stream)
            await stream(context, call, ending.Token);
        else
            await Reply.Send(context, await Asked(route, call), route.Good);
    }

    private async Task<Either<Failure, IPage>> Asked(Route route, Call call)
    {
        if (!route.IsHeavy)
            return ForeignFault.Guard(() => route.Ask(call));
        await _heavy.WaitAsync(call.Interrupted);
        try
        {
            return ForeignFault.Guard(() => route.Ask(call));
        }
        finally
        {
            _heavy.Release();
        }
    }
}
