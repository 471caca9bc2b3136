using System.Text;
using System.Text.Json;
using LanguageExt;
using Microsoft.AspNetCore.Http;

namespace Functional.Host;

/// <summary>A job as server-sent events (WHATWG HTML, 9.2): <c>progress</c> while it goes on, then <c>done</c> or <c>failed</c>.</summary>
internal static class JobEvents
{
    /// <summary>Twenty a second: more cannot be seen.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Pauses after which a sign of life is sent, so that a listener who has gone is found out: 15 seconds.</summary>
    private const int MostSilence = 300;

    public static async Task Send(HttpContext context, Call call, CancellationToken ending)
    {
        if (call.Jobs.Find(call.Names[0]) is not { } job)
        {
            await Reply.Send(context, Jobs.Unknown(call.Names[0]));
            return;
        }

        context.Response.ContentType = "text/event-stream";
        var (version, told, silence) = (0L, -1L, 0);
        while (true)
        {
            if (job.Since(version, told) is { } news)
            {
                (version, told, silence) = (news.Version, news.Curve.IsEmpty ? told : news.Curve[^1].Step, 0);
                await context.Response.WriteAsync(Text(job, news), ending);
                await context.Response.Body.FlushAsync(ending);
                if (news.Outcome.IsSome)
                    return;
            }
            else if (++silence % MostSilence == 0)
            {
                await context.Response.WriteAsync(":\n\n", ending);
                await context.Response.Body.FlushAsync(ending);
            }

            await Task.Delay(Pause, ending);
        }
    }

    private static string Text(Job job, JobNews news)
    {
        Manners.Restore();
        return Event("progress", json => Progress(json, job, news)) + news.Outcome.Match(
            ended => ended.Match(
                recording => Event("done", json =>
                {
                    json.WriteString("run", job.Run);
                    json.WriteString("status", recording.Status);
                    json.Moment("last", recording.Last);
                }),
                failure => Event("failed", json => Globals.Write(json, failure))),
            () => "");
    }

    private static void Progress(Utf8JsonWriter json, Job job, JobNews news)
    {
        json.WriteString("run", job.Run);
        json.WriteNumber("done", news.Done);
        json.WriteNumber("steps", job.Steps);
        json.Real("loss", news.Loss);
        json.WriteStartArray("curve");
        foreach (var (step, loss) in news.Curve)
        {
            json.WriteStartArray();
            json.WriteNumberValue(step);
            json.RealValue(loss);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static string Event(string name, Action<Utf8JsonWriter> members)
    {
        using var buffer = new RentedBuffer();
        using (var writer = new Utf8JsonWriter(buffer, Globals.JsonOptions))
            Globals.WriteObject(writer, members);
        return $"event: {name}\ndata: {Encoding.UTF8.GetString(buffer.Written.Span)}\n\n";
    }
}
