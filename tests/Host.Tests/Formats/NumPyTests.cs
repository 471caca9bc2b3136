using System.Diagnostics;
using Functional.Core;

namespace Functional.Host.Tests;

/// <summary>Held against NumPy itself, where there is one: what it writes we read, and what we write it reads, with the same bits.</summary>
public class NumPyTests
{
    private const string Writes =
        """
        import gzip, sys, numpy as np
        folder = sys.argv[1]
        r = np.random.RandomState(7)
        names = []
        for code in ['f8', 'f4', 'f2', 'i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'b1']:
            for order in '<>':
                for layout in 'CF':
                    for shape in [(), (3,), (2, 3), (2, 3, 2), (2, 1, 3, 2), (0, 2)]:
                        a = np.array(r.standard_normal(shape) * 50)
                        a = np.array(np.abs(a) if code[0] in 'ub' else a, dtype=np.dtype(code).newbyteorder(order), order=layout)
                        names.append((f'{len(names)}', a))
        np.savez(folder + '/stored.npz', **dict(names))
        np.savez_compressed(folder + '/packed.npz', **dict(names))
        np.savez(folder + '/truth.npz', **{n: np.ascontiguousarray(a.astype('<f8')).reshape(-1) for n, a in names})
        for version in [(1, 0), (2, 0), (3, 0)]:
            with open(f'{folder}/v{version[0]}.npy', 'wb') as f:
                np.lib.format.write_array(f, np.arange(6.0).reshape(2, 3), version)
        print(len(names))
        """;

    private const string Reads =
        """
        import json, struct, sys, numpy as np
        folder = sys.argv[1]
        z = np.load(folder + '/s.npz', allow_pickle=False)
        b = open(folder + '/s.safetensors', 'rb').read()
        n = struct.unpack('<Q', b[:8])[0]
        header = json.loads(b[8:8 + n])
        about = header.pop('__metadata__')
        assert b[8:9] == b'{' and (8 + n) % 8 == 0
        end = 0
        for name, t in sorted(header.items(), key=lambda kv: kv[1]['data_offsets']):
            assert t['dtype'] == 'F64' and t['data_offsets'][0] == end
            end = t['data_offsets'][1]
            a = np.frombuffer(b[8 + n + t['data_offsets'][0]:8 + n + end], '<f8').reshape(t['shape'])
            assert a.shape == z[name].shape and a.tobytes() == z[name].tobytes(), name
        assert 8 + n + end == len(b)
        j = json.load(open(folder + '/s.json'))
        for part in ('parameters', 'slots'):
            for name, a in j[part].items():
                assert np.array(a, dtype=float).tobytes() == z[name].tobytes() and np.array(a).shape == z[name].shape, name
        assert int(z['step']) == int(about['step']) == j['step'] == 7 and z['step'].dtype == np.int64 and z['step'].shape == ()
        assert str(z['fingerprint']) == about['fingerprint'] == j['fingerprint']
        assert about['run'] == j['run'] == 'train'
        assert set(z.files) == set(header) | {'step', 'fingerprint'}
        print(' '.join(f'{name}{list(z[name].shape)}' for name in z.files))
        """;

    [Test]
    public void What_NumPy_writes_we_read()
    {
        using var folder = new TemporaryFolder();
        var count = int.Parse(Python(Writes, folder.Path), System.Globalization.CultureInfo.InvariantCulture);
        var truth = Docs.Value(Npz.Read("truth.npz", File.ReadAllBytes(folder["truth.npz"])));
        foreach (var name in new[] { "stored.npz", "packed.npz" })
        {
            var file = Docs.Value(Npz.Read(name, File.ReadAllBytes(folder[name])));
            Assert.That(file.Names, Has.Length.EqualTo(count));
            Assert.Multiple(() =>
            {
                foreach (var array in file.Names)
                    Assert.That(Docs.Value(file.Find(array)).ToReals(), Is.EqualTo(Docs.Value(truth.Find(array)).ToReals()), $"{name}: {array}");
            });
        }

        foreach (var version in new[] { 1, 2, 3 })
            Assert.That(Arrays.Values(Npy.Read("v", File.ReadAllBytes(folder[$"v{version}.npy"]))), Is.EqualTo(new double[] { 0, 1, 2, 3, 4, 5 }));
    }

    [Test]
    public void What_we_write_NumPy_reads()
    {
        using var folder = new TemporaryFolder();
        Runs.Record(Runs.Experiment(Docs.With("\"sgd\", \"learningRate\": 0.5, \"momentum\": 0.9", "\"adam\", \"learningRate\": 0.5")), folder["a.run"]);
        foreach (var format in new[] { "npz", "safetensors", "json" })
            Assert.That(Runs.Type(folder.Path, "export", "a@7", "-o", $"s.{format}").Code, Is.Zero);
        Assert.That(Python(Reads, folder.Path), Does.StartWith("layer0.weights[2, 2] layer0.bias[2] layer1.weights[2, 1] layer1.bias[1] ").And.EndWith(" step[] fingerprint[]"));
    }

    /// <summary>NaN payloads, subnormals and zeros of both signs, through NumPy and back.</summary>
    [Test]
    public void Bits_survive_the_way_through_NumPy()
    {
        using var folder = new TemporaryFolder();
        var values = Arrays.Bits.Array[1000].Single();
        using (var stream = File.Create(folder["a.npy"]))
            Npy.Write(stream, [10, 100], values);
        Python("import sys, numpy as np; a = np.load(sys.argv[1] + '/a.npy'); assert a.shape == (10, 100); np.save(sys.argv[1] + '/b.npy', np.asfortranarray(a).astype('>f8'))", folder.Path);
        Assert.That(Docs.Value(Npy.Read("b", File.ReadAllBytes(folder["b.npy"]))).ToReals(), Is.EqualTo(Reals.Of(values)));
    }

    /// <summary>What a script prints; where no Python with NumPy is, the test says so and is left out.</summary>
    private static string Python(string script, string folder)
    {
        var python = new[] { "python3", "/usr/bin/python3", "python" }.FirstOrDefault(name => Run(name, "import numpy", "") is (0, _, _));
        if (python is null)
            Assert.Ignore("There is no Python with NumPy here to compare with.");
        var (code, output, error) = Run(python!, script, folder);
        Assert.That(code, Is.Zero, error);
        return output.Trim();
    }

    private static (int Code, string Out, string Error) Run(string python, string script, string folder)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", script, folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "", "");
        }
    }
}
