using System.Collections.Immutable;
using System.Text.Json;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>One pass over a JSON text. Mutable inside, gone when the tree is made.</summary>
internal ref struct JsonReading
{
    /// <summary>Nobody mends more than this before looking again.</summary>
    private const int MaxProblems = 100;

    private readonly ReadOnlySpan<byte> _text;
    private readonly Stack<Open> _open = new();
    private readonly List<Problem> _problems = [];
    private Utf8JsonReader _reader;
    private Cursor _cursor;
    private JsonTree? _root;
    private int _values;

    public JsonReading(string file, ReadOnlySpan<byte> text)
    {
        _text = text;
        _cursor = new(file, text);
        _reader = new(text, new JsonReaderOptions { MaxDepth = JsonText.MaxDepth, CommentHandling = JsonCommentHandling.Disallow });
    }

    public Validation<Problem, JsonTree> Read()
    {
        var (end, last) = (0, JsonTokenType.None);
        try
        {
            while (_problems.Count < MaxProblems && _values <= JsonText.MaxValues && _reader.Read())
            {
                Take();
                (end, last) = ((int)_reader.BytesConsumed, _reader.TokenType);
            }
        }
        catch (JsonException)
        {
            var complaint = JsonComplaint.About(_text, end, last, _open.Count, _open.TryPeek(out var open) && open.IsObject);
            _problems.Add(new(_cursor.At(complaint.Offset).ToString(), complaint.What, complaint.Hint));
        }

        if (_values > JsonText.MaxValues)
            _problems.Add(new(_cursor.At(end).ToString(), $"the document has more than {JsonText.MaxValues} values", "Keep large data in a file of its own."));
        return _problems.Count == 0 && _root is not null
            ? Success<Problem, JsonTree>(_root)
            : Fail<Problem, JsonTree>(toSeq(_problems));
    }

    private void Take()
    {
        var place = _cursor.At((int)_reader.TokenStartIndex);
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                _open.Push(new(place, isObject: true));
                break;
            case JsonTokenType.StartArray:
                _open.Push(new(place, isObject: false));
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                Add(_open.Pop().Close());
                break;
            case JsonTokenType.PropertyName:
                Name(place);
                break;
            default:
                Add(Scalar(place));
                break;
        }
    }

    private void Add(JsonTree value)
    {
        _values++;
        if (_open.TryPeek(out var open))
            open.Add(value);
        else
            _root = value;
    }

    private void Name(Place place)
    {
        var open = _open.Peek();
        (open.Name, open.NamePlace) = (String(place), place);
        if (!open.Names.TryAdd(open.Name, place))
            _problems.Add(new(
                $"{place}: {Path()}", $"the key '{Shown.Text(open.Name)}' stands here a second time", $"The first is at line {open.Names[open.Name].Line}: keep one of them."));
    }

    private JsonTree Scalar(Place place) => _reader.TokenType switch
    {
        JsonTokenType.Number => Number(place),
        JsonTokenType.String => new JsonTree.Text(place, String(place)),
        JsonTokenType.Null => new JsonTree.Null(place),
        _ => new JsonTree.Flag(place, _reader.TokenType == JsonTokenType.True),
    };

    private JsonTree.Number Number(Place place)
    {
        if (_reader.TryGetDouble(out var value) && double.IsFinite(value))
            return new(place, value);
        _problems.Add(new(
            Spot.WhereOf(place, Path()), $"{Shown.Text(System.Text.Encoding.UTF8.GetString(_reader.ValueSpan))} is not a finite number", "The largest is about 1.8e308."));
        return new(place, 0);
    }

    /// <summary>The bytes are UTF-8 already, so only an escaped half of a surrogate pair can be wrong with a text.</summary>
    private string String(Place place)
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            _problems.Add(new(place.ToString(), "the text holds half of a surrogate pair (\\ud800 to \\udfff on its own)", "Write the character itself, or both halves."));
            return "";
        }
    }

    private readonly string Path() =>
        _open.Reverse().Aggregate("", static (path, open) => open.IsObject ? DocumentPath.Child(path, open.Name) : DocumentPath.Child(path, open.Count));

    /// <summary>An object or array whose end has not come yet.</summary>
    private sealed class Open(Place place, bool isObject)
    {
        private static readonly Dictionary<string, Place> None = [];

        private readonly ImmutableArray<Member>.Builder _members = ImmutableArray.CreateBuilder<Member>();
        private readonly ImmutableArray<JsonTree>.Builder _items = ImmutableArray.CreateBuilder<JsonTree>();

        public bool IsObject => isObject;

        /// <summary>Every name so far and where it stands.</summary>
        public Dictionary<string, Place> Names { get; } = isObject ? new(StringComparer.Ordinal) : None;

        public string Name { get; set; } = "";

        public Place NamePlace { get; set; }

        public int Count => _items.Count;

        public void Add(JsonTree value)
        {
            if (IsObject)
                _members.Add(new(NamePlace, Name, value));
            else
                _items.Add(value);
        }

        public JsonTree Close() => IsObject ? new JsonTree.Object(place, _members.DrainToImmutable()) : new JsonTree.Array(place, _items.DrainToImmutable());
    }
}
