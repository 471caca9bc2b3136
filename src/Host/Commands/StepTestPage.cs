using System.Text.Json;
using LanguageExt;

namespace Functional.Host;

/// <summary>A step as a test: the file itself on standard output, or where it was written and what to do with it.</summary>
internal sealed record StepTestPage(StepTest Test, string Text, Option<string> Path) : IPage
{
    public void Write(TextWriter text) => Path.Match(
        path =>
        {
            text.WriteLine($"{Test.Run}@{Test.Before.Step} is a test now: {Test.ClassName} in {path} ({NumberText.Count(Test.Count)} numbers, {NumberText.Bytes(new FileInfo(path).Length)})");
            text.WriteLine("It makes the step again from its numbers and fails at the first bit that differs; the run file is not needed.");
            text.WriteLine();
            text.WriteLine($"Next: dotnet test --filter {Test.ClassName}, in a project that has NUnit and refers to what the head of the file names");
        },
        () => text.Write(Text));

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("run", Test.Run);
        json.WriteNumber("step", Test.Before.Step);
        json.WriteString("fingerprint", Test.Before.Fingerprint.ToString());
        json.WriteString("class", Test.ClassName);
        json.WriteNumber("numbers", Test.Count);
        json.WriteString("file", Path.IfNoneUnsafe((string?)null));
        json.WriteString("test", Text);
    }
}
