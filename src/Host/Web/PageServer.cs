using System.Net;
using System.Net.Sockets;
using LanguageExt;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Functional.Host;

/// <summary>The server of the page: on this machine's loopback and nowhere else, with a limit on everything that somebody could send without end.</summary>
internal sealed class PageServer : IDisposable
{
    /// <summary>A document is a few thousand bytes; rows written out may be more.</summary>
    private const int MostBodyBytes = 1 << 20;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly WebApplication _application;
    private readonly RunDesk _desk;
    private readonly Jobs _jobs;
    private readonly CancellationTokenSource _stopping;

    private PageServer(WebApplication application, RunDesk desk, Jobs jobs, CancellationTokenSource stopping, string url) =>
        (_application, _desk, _jobs, _stopping, Url) = (application, desk, jobs, stopping, url);

    /// <summary>Where the page is, token and all.</summary>
    public string Url { get; }

    /// <summary>A server that listens; what forbids it is a sentence.</summary>
    /// <param name="session">What it serves.</param>
    /// <param name="run">The run the page opens on.</param>
    /// <param name="port">Where; 0 for a free one.</param>
    public static Either<Failure, PageServer> Start(Session session, string run, int port)
    {
        var gate = new TaskCompletionSource<Gate>(TaskCreationOptions.RunContinuationsAsynchronously);
        var application = Application(port);
        // Until we know where we listen, nobody can have been told.
        application.Run(async context => await (await gate.Task).Pass(context));
        try
        {
            application.Start();
        }
        catch (Exception e) when (e is IOException or SocketException or UnauthorizedAccessException)
        {
            ((IDisposable)application).Dispose();
            return Failure.Of(
                ExitCode.Usage, "--port", e.InnerException is AddressInUseException or null ? $"port {port} is in use by another program" : $"port {port} cannot be listened on",
                "Say another, or leave --port out: then a free one is taken.");
        }

        var bound = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        var (desk, jobs, stopping) = (new RunDesk(session.Store, session.Catalogue, session.AllowChangedPlugins, session.Threads), new Jobs(session), new CancellationTokenSource());
        var pass = new Pass(bound);
        gate.SetResult(new(pass, bound, new(Routes.All, session, desk, jobs, run, stopping.Token)));
        return new PageServer(application, desk, jobs, stopping, $"http://127.0.0.1:{bound}/?token={pass.Token}");
    }

    /// <summary>Sends home who listens, ends what trains and keeps what it has recorded, lets go of the port and of the runs.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        using (var patience = new CancellationTokenSource(Farewell))
            _application.StopAsync(patience.Token).GetAwaiter().GetResult();
        _jobs.Dispose();
        _desk.Dispose();
        ((IDisposable)_application).Dispose();
        _stopping.Dispose();
    }

    private static WebApplication Application(int port)
    {
        // Empty: no file, variable or argument but ours decides where it listens.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "functional", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => Limit(options, port));
        builder.Services.AddSingleton<IHostLifetime>(new Quiet());
        return builder.Build();
    }

    private static void Limit(KestrelServerOptions options, int port)
    {
        options.AddServerHeader = false;
        options.AllowSynchronousIO = false;
        var limits = options.Limits;
        limits.MaxRequestBodySize = MostBodyBytes;
        limits.MaxRequestLineSize = 8 << 10;
        limits.MaxRequestHeadersTotalSize = 16 << 10;
        limits.MaxRequestHeaderCount = 64;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        limits.MaxConcurrentConnections = 512;
        limits.MaxConcurrentUpgradedConnections = 0;
        options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
    }

    /// <summary>Signals are the program's own business (Program.cs).</summary>
    private sealed class Quiet : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
