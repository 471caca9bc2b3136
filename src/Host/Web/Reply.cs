using System.Text.Json;
using Functional.Core;
using LanguageExt;
using Microsoft.AspNetCore.Http;

namespace Functional.Host;

/// <summary>The one way from a page or a failure to the wire: the same JSON that the command prints.</summary>
internal static class Reply
{
    public const string Json = "application/json; charset=utf-8";

    public static Task Send(HttpContext context, Either<Failure, IPage> answer, int good = StatusCodes.Status200OK)
    {
        Manners.Restore();
        return answer.Match(
            page => Send(context, good, page.Write),
            failure => Send(context, StatusOf(failure), json => Globals.Write(json, failure)));
    }

    public static Task Refuse(HttpContext context, int status, string what, string hint = "") =>
        Send(context, status, json => Globals.Write(json, Failure.Of(status == StatusCodes.Status500InternalServerError ? ExitCode.Bug : ExitCode.Usage, "request", what, hint)));

    public static async Task Text(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(sentence + "\n", context.RequestAborted);
    }

    public static async Task Bytes(HttpContext context, Asset asset)
    {
        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = asset.Bytes.Length;
        await context.Response.Body.WriteAsync(asset.Bytes, context.RequestAborted);
    }

    /// <summary>Written whole before a byte is sent: what goes wrong on the way is still an answer of its own.</summary>
    private static async Task Send(HttpContext context, int status, Action<Utf8JsonWriter> members)
    {
        using var buffer = new RentedBuffer();
        using (var writer = new Utf8JsonWriter(buffer, Globals.JsonOptions))
            Globals.WriteObject(writer, members);
        context.Response.StatusCode = status;
        context.Response.ContentType = Json;
        context.Response.ContentLength = buffer.Written.Length;
        await context.Response.Body.WriteAsync(buffer.Written, context.RequestAborted);
    }

    private static int StatusOf(Failure failure) => (failure.Refusal, failure.Code) switch
    {
        (Refusal.Absent, _) => StatusCodes.Status404NotFound,
        (Refusal.Busy, _) => StatusCodes.Status409Conflict,
        (_, ExitCode.Usage) => StatusCodes.Status400BadRequest,
        (_, ExitCode.Bug) => StatusCodes.Status500InternalServerError,
        (_, ExitCode.Interrupted) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
