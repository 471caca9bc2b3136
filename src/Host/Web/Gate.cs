using System.Collections.Immutable;
using Functional.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Functional.Host;

/// <summary>
/// The one place a request passes. A page of another site can make a browser send requests to this machine, and so can any program on it:
/// each must name us as its host, come from our own page or from no page, and carry what only the printed address gives. Whatever is not on
/// the list of routes is not there.
/// </summary>
internal sealed class Gate(Pass pass, int port, Router router)
{
    /// <summary>A slow sender is not waited for longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What the browser says of a request that a page of ours, or nobody's page, has made.</summary>
    private static readonly ImmutableArray<string> OurSites = ["same-origin", "none"];

    private readonly ImmutableArray<string> _hosts = [.. ((string[])["127.0.0.1", "localhost", "[::1]"]).SelectMany(name => port == 80 ? (string[])[$"{name}:80", name] : [$"{name}:{port}"])];

    public async Task Pass(HttpContext context)
    {
        SafeHeaders.Set(context.Response);
        try
        {
            await Check(context);
        }
        catch (OperationCanceledException) when (!context.Response.HasStarted)
        {
            await Reply.Refuse(context, StatusCodes.Status408RequestTimeout, "the request did not come to its end in time");
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await Reply.Refuse(context, e.StatusCode, "this is no request that can be answered");
        }
        catch (Exception e) when (e is not (OperationCanceledException or IOException) && !context.Response.HasStarted)
        {
            await Reply.Refuse(context, StatusCodes.Status500InternalServerError, $"{e.GetType().Name}: this is a bug of ours", "Please report what you asked for.");
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // Whoever asked has gone.
            context.Abort();
        }
    }

    private Task Check(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.Host.Count != 1 || !_hosts.Contains(request.Headers.Host[0]!))
            return Reply.Refuse(context, StatusCodes.Status421MisdirectedRequest, "this is not the host of the page", "Open the address the program printed.");
        if (!IsOurs(request))
            return Reply.Refuse(context, StatusCodes.Status403Forbidden, "another site may not ask here", "Copy the address the program printed into the browser.");
        if (Target.Read(context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "") is not { } target)
            return Reply.Refuse(context, StatusCodes.Status400BadRequest, "the address is not written as it should be");
        var isRoot = target.Parts.IsEmpty && request.Method == HttpMethods.Get;
        if (isRoot && target.Find("token") is { } token && pass.IsToken(token))
            return Exchange(context);
        if (!pass.IsCarriedBy(request) || (isRoot && target.Find("token") is not null))
            return isRoot
                ? Reply.Text(context, StatusCodes.Status401Unauthorized, "This page is shown to whoever has its address: open the one the program printed.")
                : Reply.Refuse(context, StatusCodes.Status401Unauthorized, "nobody may ask here without the cookie of the page", "Open the address the program printed.");
        return Admit(context, target);
    }

    private Task Exchange(HttpContext context)
    {
        context.Response.Headers.SetCookie = pass.SetCookie;
        context.Response.Headers.Location = "/";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        return Task.CompletedTask;
    }

    private async Task Admit(HttpContext context, Target target)
    {
        var request = context.Request;
        var found = router.Find(request.Method, target);
        var body = ReadOnlyMemory<byte>.Empty;
        if (found.Route is null)
        {
            await (found.Others.IsEmpty
                ? Reply.Refuse(context, StatusCodes.Status404NotFound, "there is nothing at this address")
                : NotAllowed(context, found.Others));
            return;
        }

        var hasBody = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? false;
        if (hasBody && request.Method == HttpMethods.Get)
        {
            await Reply.Refuse(context, StatusCodes.Status400BadRequest, "a question has no body");
            return;
        }

        if (hasBody)
        {
            if (!IsJson(request))
            {
                await Reply.Refuse(context, StatusCodes.Status415UnsupportedMediaType, "the body is not plain JSON", "Send it as Content-Type: application/json.");
                return;
            }

            body = await Body(context);
        }

        await router.Serve(context, found.Route, found.Names, target, body);
    }

    private static Task NotAllowed(HttpContext context, ImmutableArray<string> methods)
    {
        context.Response.Headers.Allow = string.Join(", ", methods);
        return Reply.Refuse(context, StatusCodes.Status405MethodNotAllowed, "this address is not asked that way", $"Use {string.Join(" or ", methods)}.");
    }

    /// <summary>What says where a request comes from must say that it comes from here; what changes something must say so.</summary>
    private bool IsOurs(HttpRequest request)
    {
        var (headers, own) = (request.Headers, $"http://{request.Headers.Host[0]}");
        var (origin, site, referer) = (headers.Origin, headers["Sec-Fetch-Site"], headers.Referer);
        return (origin.Count == 0 ? request.Method == HttpMethods.Get || request.Method == HttpMethods.Head : origin.Count == 1 && origin[0] == own)
            && (site.Count == 0 || (site.Count == 1 && OurSites.Contains(site[0]!)))
            && (referer.Count == 0 || (referer.Count == 1 && referer[0]!.StartsWith(own + "/", StringComparison.Ordinal)));
    }

    private static bool IsJson(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0
        && request.Headers.ContentType is [{ } type]
        && type.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() is "APPLICATION/JSON" or "APPLICATION/JSON;CHARSET=UTF-8";

    private static async Task<ReadOnlyMemory<byte>> Body(HttpContext context)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        waiting.CancelAfter(Patience);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, waiting.Token);
        return body.ToArray();
    }
}
