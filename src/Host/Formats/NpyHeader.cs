using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Functional.Core;
using LanguageExt;
using static LanguageExt.Prelude;

namespace Functional.Host;

/// <summary>
/// The header of a <c>.npy</c> file: a Python dictionary with the keys <c>descr</c>, <c>fortran_order</c> and <c>shape</c>, in any order
/// (numpy.lib.format). It is read as a text of exactly this form and never evaluated.
/// </summary>
/// <param name="Type">What the elements are.</param>
/// <param name="IsFortran">Whether the first index is the fastest.</param>
/// <param name="Shape">The sizes as they are written.</param>
internal sealed partial record NpyHeader(ElementType Type, bool IsFortran, ImmutableArray<long> Shape)
{
    private const string Damaged = "The file is damaged or no .npy file: write it again with numpy.save.";

    /// <summary>The header that <paramref name="text"/> says.</summary>
    /// <param name="where">The file, for sentences.</param>
    /// <param name="text">The dictionary, spaces and line end around it.</param>
    public static Validation<Problem, NpyHeader> Read(string where, string text)
    {
        var entries = Entries(text);
        return entries is not null && entries.Count == 3 && entries.TryGetValue("descr", out var descr) && entries.TryGetValue("fortran_order", out var order) && entries.TryGetValue("shape", out var shape)
            ? (TypeOf(where, descr), OrderOf(where, order), SizesOf(where, shape)).Apply((type, fortran, sizes) => new NpyHeader(type, fortran, sizes))
            : InFile.Refuse<NpyHeader>(where, $"the header '{Shown.Text(text.Trim())}' is not what a .npy file begins with", Damaged);
    }

    /// <summary>The dictionary of an array in C order, as NumPy writes it.</summary>
    public static string Text(string descr, ImmutableArray<int> shape) =>
        string.Create(CultureInfo.InvariantCulture, $"{{'descr': '{descr}', 'fortran_order': False, 'shape': ({string.Join(", ", shape)}{(shape.Length == 1 ? "," : "")}), }}");

    /// <summary>Keys and values, or null where the text has another form or a key twice.</summary>
    private static Dictionary<string, string>? Entries(string text)
    {
        var body = text.Trim(' ', '\n');
        if (body is not ['{', .., '}'])
            return null;
        var (entries, at) = (new Dictionary<string, string>(StringComparer.Ordinal), 1);
        while (Entry().Match(body, at) is { Success: true } entry)
        {
            if (!entries.TryAdd(entry.Groups["key"].Value, entry.Groups["value"].Value))
                return null;
            at += entry.Length;
            if (body[at] != ',')
                break;
            at++;
        }

        return body.AsSpan(at).Trim(' ') is "}" ? entries : null;
    }

    private static Validation<Problem, ElementType> TypeOf(string where, string descr)
    {
        if (descr[0] is '[')
            return InFile.Refuse<ElementType>(where, "the array has rows of named fields", "Save each field as an array of its own.");
        var (order, name) = (descr[1], descr[1..^1].TrimStart('<', '>', '|', '='));
        var big = order == '>';
        return name switch
        {
            "b1" or "?" => new ElementType(ElementKind.Bool, 1),
            ['u', '1' or '2' or '4' or '8'] => new ElementType(ElementKind.Unsigned, name[1] - '0', big),
            ['i', '1' or '2' or '4' or '8'] => new ElementType(ElementKind.Signed, name[1] - '0', big),
            ['f', '2' or '4' or '8'] => new ElementType(ElementKind.Float, name[1] - '0', big),
            ['U' or 'S', ..] when int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length is > 0 and < 1 << 20 =>
                new ElementType(ElementKind.Text, name[0] == 'U' ? length * 4 : length, big),
            ['O', ..] => InFile.Refuse<ElementType>(where, "the array holds Python objects", "They could run code when they are read, so they are not: save numbers, with a dtype such as float64."),
            _ => InFile.Refuse<ElementType>(where, $"elements of the type '{Shown.Text(descr[1..^1])}' are not read", "Save them as float64, float32, float16, bool, or whole numbers of 8 to 64 bits."),
        };
    }

    private static Validation<Problem, bool> OrderOf(string where, string order) => order switch
    {
        "True" => true,
        "False" => false,
        _ => InFile.Refuse<bool>(where, $"fortran_order is '{Shown.Text(order)}'", Damaged),
    };

    private static Validation<Problem, ImmutableArray<long>> SizesOf(string where, string shape)
    {
        var sizes = ImmutableArray.CreateBuilder<long>();
        var items = shape is ['(', .. var inner, ')'] ? inner.Split(',').Select(item => item.Trim(' ')).ToList() : [""];
        // (), (3,), (3, 4) and (3, 4,): the last comma is one too many in all but the first; (3) would be a number.
        var tuple = shape is ['(', .., ')'] && (items is [""] || items.Count > 1);
        if (items[^1].Length == 0)
            items.RemoveAt(items.Count - 1);
        foreach (var item in items)
            if (long.TryParse(item.EndsWith('L') ? item[..^1] : item, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size))
                sizes.Add(size);
        return tuple && sizes.Count == items.Count
            ? Success<Problem, ImmutableArray<long>>(sizes.ToImmutable())
            : InFile.Refuse<ImmutableArray<long>>(where, $"the shape '{Shown.Text(shape)}' is none", Damaged);
    }

    /// <summary>One key with a text, a word, a tuple without brackets in it, or the beginning of a list, which is as much as is read of one.</summary>
    [GeneratedRegex("""\G *(?:'(?<key>\w+)'|"(?<key>\w+)") *: *(?<value>'[^'"\\]*'|"[^'"\\]*"|True|False|\([^()'"]*\)|\[[^{}]*\]) *(?=[,}])""", RegexOptions.CultureInvariant)]
    private static partial Regex Entry();
}
