using System.Globalization;
using Functional.Core;

namespace Functional.Plugins.Tests;

/// <summary>
/// Reads a line of arithmetic as a person would and works it out in plain doubles, with a bound on the roundings on the way: whoever rounds
/// each operation once, or a product and a sum together, ends within <see cref="Off"/> of the exact number. What is said to be so
/// (<c>as 1 &gt; 0</c>) is checked.
/// </summary>
internal sealed record Worth(double Value, double Off);

internal sealed class WrittenArithmetic
{
    /// <summary>Half a unit in the last place, relative; and the same for numbers too small to be normal.</summary>
    private const double Half = 1.1102230246251565E-16, Least = 5E-324;

    private readonly string _text;
    private int _at;

    private WrittenArithmetic(string text) => _text = text;

    /// <summary>A line ends in its number and, worked out again, comes to it but for roundings; whether it comes within 4 ulps.</summary>
    public static bool Confirms(ToldLine line)
    {
        var text = line.Text.Split(" = ");
        Assert.That(text[^1], Is.EqualTo(RealText.Of(line.Value)));
        // "0.1, as 0 = 0" has an equals sign of its own; the result is behind the last one.
        var worth = Read(text.Length == 1 ? text[0] : line.Text[..^(text[^1].Length + 3)]);
        Assert.That(Math.Abs(worth.Value - line.Value), Is.LessThanOrEqualTo(2 * worth.Off), line.Text);
        return Ulps.Between(worth.Value, line.Value) <= 4;
    }

    public static Worth Read(string text)
    {
        var reader = new WrittenArithmetic(text);
        var worth = reader.Sum();
        return reader._at == text.Length ? worth : throw new FormatException($"'{text}' goes on behind {reader._at}: '{text[reader._at..]}'");
    }

    private Worth Sum()
    {
        var left = Product();
        while (true)
        {
            if (Took(" + "))
                left = Plus(left, Product(), 1);
            else if (Took(" - "))
                left = Plus(left, Product(), -1);
            else
                return left;
        }
    }

    private static Worth Plus(Worth a, Worth b, int sign) => Rounded(a.Value + sign * b.Value, a.Off + b.Off);

    private Worth Product()
    {
        var left = Signed();
        while (true)
        {
            if (Took(" × "))
            {
                var right = Signed();
                left = Rounded(left.Value * right.Value, Math.Abs(left.Value) * right.Off + Math.Abs(right.Value) * left.Off + left.Off * right.Off);
            }
            else if (Took(" / "))
            {
                var right = Signed();
                var least = Math.Abs(right.Value) - right.Off;
                left = Rounded(left.Value / right.Value, (left.Off + Math.Abs(left.Value / right.Value) * right.Off) / least);
            }
            else
            {
                return left;
            }
        }
    }

    private Worth Signed()
    {
        if (!Took("-"))
            return Power();
        var x = Signed();
        return x with { Value = -x.Value };
    }

    private Worth Power()
    {
        var x = Atom();
        if (Took("²"))
            return Rounded(x.Value * x.Value, 2 * Math.Abs(x.Value) * x.Off + x.Off * x.Off);
        if (!Took("^"))
            return x;
        var y = Signed();
        var value = Elementary.Pow(x.Value, y.Value);
        var ofBase = x.Off == 0 ? 0 : Math.Abs(y.Value * value / x.Value) * x.Off;
        var ofExponent = y.Off == 0 ? 0 : Math.Abs(Elementary.Log(x.Value) * value) * y.Off;
        return Rounded(value, 2 * Half * Math.Abs(value) + 1.01 * (ofBase + ofExponent));
    }

    private Worth Atom()
    {
        if (Took("√"))
        {
            var x = Atom();
            return Rounded(Math.Sqrt(x.Value), x.Off == 0 ? 0 : Math.Sqrt(x.Value + x.Off) - Math.Sqrt(Math.Max(0, x.Value - x.Off)));
        }

        if (Took("|"))
        {
            var x = Sum();
            Take("|");
            return x with { Value = Math.Abs(x.Value) };
        }

        if (Took("("))
        {
            var x = Sum();
            if (Took(", as "))
                do Reason();
                while (Took(" and "));
            Take(")");
            return x;
        }

        foreach (var name in (string[])["sign", "min", "max", "exp", "log1p", "log", "softplus", "sigmoid"])
            if (Took($"{name}("))
                return Call(name);
        return new(Number(), 0);
    }

    private Worth Call(string name)
    {
        var x = Sum();
        if (name == "sign")
        {
            Take(")");
            return new(Elementary.Sign(x.Value), 0);
        }

        if (name is not ("min" or "max"))
        {
            Take(")");
            return Function(name, x);
        }

        Take(", ");
        var y = Sum();
        Take(")");
        return new(name == "min" ? Math.Min(x.Value, y.Value) : Math.Max(x.Value, y.Value), Math.Max(x.Off, y.Off));
    }

    /// <summary>One of ours, right to an ulp; what its argument is off by counts times the slope there.</summary>
    private static Worth Function(string name, Worth x)
    {
        var (value, slope) = name switch
        {
            "exp" => (Elementary.Exp(x.Value), Elementary.Exp(x.Value)),
            "log" => (Elementary.Log(x.Value), 1 / x.Value),
            "log1p" => (Elementary.Log1p(x.Value), 1 / (1 + x.Value)),
            "softplus" => (Elementary.Softplus(x.Value), 1),
            _ => (Elementary.Sigmoid(x.Value), 1),
        };
        return Rounded(value, 2 * Half * Math.Abs(value) + (x.Off == 0 ? 0 : 1.01 * Math.Abs(slope) * x.Off));
    }

    private void Reason()
    {
        var x = Sum();
        var sign = _text[_at..(_at + 3)];
        Take(sign);
        var y = Sum();
        Assert.That(sign switch { " < " => x.Value < y.Value, " > " => x.Value > y.Value, " = " => x.Value == y.Value, _ => false }, Is.True, $"{x.Value}{sign}{y.Value} in {_text}");
    }

    private double Number()
    {
        var end = _at;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] == '.' || (_text[end] is '-' or '+' && _text[end - 1] == 'E')))
            end++;
        var number = double.Parse(_text.AsSpan(_at, end - _at), CultureInfo.InvariantCulture);
        _at = end;
        return number;
    }

    private static Worth Rounded(double value, double off) => new(value, off + Half * Math.Abs(value) + Least);

    private bool Took(string sign)
    {
        if (string.CompareOrdinal(_text, _at, sign, 0, sign.Length) != 0)
            return false;
        _at += sign.Length;
        return true;
    }

    private void Take(string sign)
    {
        if (!Took(sign))
            throw new FormatException($"'{_text}': '{sign}' is missing at {_at}");
    }
}
