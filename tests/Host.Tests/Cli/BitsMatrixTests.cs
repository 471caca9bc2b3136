using System.Text.Json;

namespace Functional.Host.Tests;

/// <summary>
/// Another processor's instructions, another compiler, culture or clock change no bit: <c>functional bits</c> in processes of their own.
/// What a switch switches off is looked for, so that a name .NET no longer knows cannot pass for a proof: since .NET 10, EnableAVX512F is
/// called EnableAVX512, and there is no EnableFMA any more: FMA goes with EnableAVX2.
/// </summary>
public sealed class BitsMatrixTests
{
    private static readonly Lazy<JsonElement> Here = new(() => Bits([]));

    [TestCase("DOTNET_EnableAVX512=0", "AVX-512")]
    [TestCase("DOTNET_EnableAVX2=0", "AVX-512 AVX2 FMA")]
    [TestCase("DOTNET_EnableAVX=0", "AVX-512 AVX2 FMA AVX")]
    [TestCase("DOTNET_EnableHWIntrinsic=0", "AVX-512 AVX2 FMA AVX SSE4.2 AdvSIMD")]
    public void Without_some_instructions_the_bits_are_the_same(string variable, string missing)
    {
        var there = Machine(Equal(Bits(variable)));
        Assert.That(Instructions(there).Intersect(missing.Split(' ')), Is.Empty, "the switch does nothing");
        if (!Instructions(Machine(Here.Value)).Intersect(missing.Split(' ')).Any())
            Assert.Ignore($"the bits are the same, but this processor has none of {missing} to switch off");
    }

    [TestCase("DOTNET_PreferredVectorBitWidth=128", "vectorBits", "128")]
    [TestCase("DOTNET_gcServer=1", "serverGarbageCollector", "True")]
    [TestCase("DOTNET_PROCESSOR_COUNT=1", "processors", "1")]
    public void On_another_machine_the_bits_are_the_same(string variable, string property, string value) =>
        Assert.That(Machine(Equal(Bits(variable))).GetProperty(property).ToString(), Is.EqualTo(value));

    [TestCase("DOTNET_TieredCompilation=0")]
    [TestCase("DOTNET_TieredPGO=0", "DOTNET_TC_QuickJitForLoops=1")]
    [TestCase("DOTNET_ReadyToRun=0")]
    [TestCase("LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "TZ=Asia/Tokyo")]
    public void Compiled_otherwise_or_elsewhere_the_bits_are_the_same(params string[] variables) => Equal(Bits(variables));

    [TestCase("2")]
    [TestCase("3", "DOTNET_EnableAVX512=0")]
    public void On_several_threads_the_bits_are_the_same(string threads, params string[] variables) =>
        Assert.That(Machine(Equal(Asked(["bits", "--json", "--threads", threads], variables))).GetProperty("threads").ToString(), Is.EqualTo(threads));

    [Test]
    public void And_by_default_they_are() => Equal(Here.Value);

    private static JsonElement Bits(params string[] variables) => Asked(["bits", "--json"], variables);

    private static JsonElement Asked(string[] words, string[] variables)
    {
        using var playground = new Playground();
        var said = playground.Start(variables.Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]), words);
        Assert.That((said.Code, said.Error), Is.EqualTo((0, "")));
        return said.Json;
    }

    /// <summary>Looks at the fingerprints themselves: all of the reference's runs are there, and each ends where the reference says.</summary>
    private static JsonElement Equal(JsonElement answer)
    {
        var runs = Docs.Value(Reference.Read("own", Reference.OwnText));
        Assert.That(
            answer.GetProperty("runs").EnumerateArray().Select(r => (r.GetProperty("name").GetString(), r.GetProperty("fingerprint").GetString(), r.GetProperty("loss").GetDouble())),
            Is.EqualTo(runs.Select(r => (r.Name, r.Fingerprint.ToString(), r.Loss))));
        return answer;
    }

    private static JsonElement Machine(JsonElement answer) => answer.GetProperty("machine");

    private static IEnumerable<string> Instructions(JsonElement machine) => machine.GetProperty("instructions").EnumerateArray().Select(i => i.GetString()!);
}
