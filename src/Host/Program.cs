using System.Runtime.InteropServices;
using System.Text;
using Functional.Host;

// The composition root: the one place that touches the process, and the last catch: what a plugin throws is a failure before it gets here.
using var interruption = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = !interruption.IsCancellationRequested;
    interruption.Cancel();
};

// Asked to end by the system: the same, so that what is recorded is closed into one plain file.
using var ending = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = !interruption.IsCancellationRequested;
    interruption.Cancel();
});

// A plugin that hangs cannot be asked to stop: whoever waits is told what a second signal does.
using var impatience = new Timer(_ => Console.Error.WriteLine("interrupted: finishing the step; again to force"));
using var waiting = interruption.Token.Register(() => impatience.Change(TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan));

// Only this file ends the program. Code of a stranger that does it must not look like success.
var returned = false;
AppDomain.CurrentDomain.ProcessExit += (_, _) =>
{
    if (Volatile.Read(ref returned) || interruption.IsCancellationRequested || ForeignFault.Ended() is not { } problem)
        return;
    Console.Error.WriteLine($"error: {problem}");
    Environment.ExitCode = (int)ExitCode.Plugin;
};

// Flushed by hand: a reader who has gone (… | head) is no error and .NET says nothing of it, a full disk is one.
var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = false };
var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true };
// What a plugin writes to the console is a message of its own, never a part of the answer.
Console.SetOut(error);
try
{
    var code = CommandLine.Run(args, Terminal.Shell(output, error, interruption.Token));
    output.Flush();
    return code;
}
catch (IOException e) when (e is not (FileNotFoundException or FileLoadException))
{
    error.WriteLine("error: standard output: the answer cannot be written there. Free some space or send it elsewhere.");
    return (int)ExitCode.Usage;
}
catch (Exception bug)
{
    error.WriteLine($"error: functional: {bug.GetType().Name}: {bug.Message} This is a bug of ours; please report it with the command you typed.");
    return (int)ExitCode.Bug;
}
finally
{
    Volatile.Write(ref returned, true);
}
