using System.CommandLine;
using System.Text.Json;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary><c>runs</c>: what is in the store, forks under their parents.</summary>
internal static class RunsCommand
{
    public static Command Create(Globals globals, Shell shell) =>
        globals.Bind(new("runs", "List the recorded runs: steps, loss, size, parent, plugins."), shell, (_, session) =>
            Right<Failure, IPage>(new Page(session.Store.Folder, [.. session.Store.Names().Select(name => Entry(session.Store, name))])));

    private static Row Entry(Store store, string name)
    {
        var path = store.PathOf(name);
        var bytes = new FileInfo(path).Length;
        return RunFile.Open(path).Bind(file =>
        {
            using (file)
                return from moment in file.MomentAt(file.Last)
                       from stamps in file.Stamps()
                       select new Row(
                           name, path, bytes, file.First, file.Last, moment.Loss, file.Header.Status, file.Header.Parent,
                           [.. stamps.Distinct()], None);
        }).IfLeft(failure => new Row(name, path, bytes, 0, 0, double.NaN, "unreadable", None, [], Some(failure.Problems.Head.What)));
    }

    private sealed record Row(
        string Name, string Path, long Bytes, long First, long Last, double Loss, string Status, LanguageExt.Option<Parentage> Parent, IReadOnlyList<Stamp> Plugins, LanguageExt.Option<string> Problem)
    {
        public string Origin => Parent.Match(p => $"{p.Run}@{p.Step}", () => "");
    }

    private sealed record Page(string Folder, IReadOnlyList<Row> Rows) : IPage
    {
        /// <summary>A formula longer than this is read with show.</summary>
        private const int LongestId = 60;

        public void Write(TextWriter text)
        {
            if (Rows.Count == 0)
            {
                text.WriteLine($"There are no runs in {Folder} yet. 'functional' records the article; 'functional train DOC.json' your own.");
                return;
            }

            var tree = Rows.Where(r => r.Parent.IsNone || !Rows.Any(p => p.Name == ((Parentage)r.Parent).Run)).SelectMany(r => Branch(r, 0)).ToList();
            var width = Math.Max(4, tree.Max(t => t.Row.Name.Length + 2 * t.Depth));
            text.WriteLine($"{"run".PadRight(width)}        steps          loss      size  status      from");
            foreach (var (row, depth) in tree)
            {
                var name = (depth == 0 ? "" : new string(' ', 2 * depth - 2) + "└ ") + row.Name;
                text.WriteLine(row.Problem.Match(
                    problem => $"{name.PadRight(width)}  cannot be read: {problem}",
                    () => $"{name.PadRight(width)}  {NumberText.Count(row.Last),11}  {NumberText.Compact(row.Loss),12}  {NumberText.Bytes(row.Bytes),8}  {row.Status,-10}  {row.Origin}"));
                if (row.Plugins.Count > 0)
                    text.WriteLine($"{"".PadRight(width)}    {string.Join(" · ", row.Plugins.Select(p => (p.Kind, Shown: Shown(p))).Distinct().Select(p => p.Shown))}");
            }
        }

        /// <summary>An activation with its settings, or its formula, as long as that is short; of the others the name.</summary>
        private static string Shown(Stamp stamp) => stamp.Kind == "activation" && stamp.Id.Length <= LongestId ? stamp.Id : stamp.Name;

        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartArray("runs");
            foreach (var row in Rows)
            {
                json.WriteStartObject();
                json.WriteString("run", row.Name);
                json.WriteString("file", row.Path);
                json.WriteNumber("bytes", row.Bytes);
                json.WriteNumber("first", row.First);
                json.WriteNumber("steps", row.Last);
                json.Real("loss", row.Loss);
                json.WriteString("status", row.Status);
                row.Parent.Match(_ => json.WriteString("parent", row.Origin), () => json.WriteNull("parent"));
                json.WriteStartArray("plugins");
                foreach (var id in row.Plugins.Select(p => p.Id).Distinct())
                    json.WriteStringValue(id);
                json.WriteEndArray();
                row.Problem.IfSome(problem => json.WriteString("problem", problem));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        private IEnumerable<(Row Row, int Depth)> Branch(Row row, int depth) =>
            Rows.Where(r => depth < Rows.Count && r.Name != row.Name && r.Parent.Exists(p => p.Run == row.Name))
                .SelectMany(r => Branch(r, depth + 1))
                .Prepend((row, depth));
    }
}
