using System.Runtime.CompilerServices;

namespace Functional.Core;

internal static unsafe partial class Tile<TLanes>
{
    /// <summary>The running sums of some rows, two vectors each. All of them find registers, for what holds them is taken apart when it is compiled.</summary>
    private interface ISums<TSums>
        where TSums : struct, ISums<TSums>
    {
        /// <summary>How many rows.</summary>
        static abstract int Height { get; }

        /// <summary>What the sums begin with: row i from <c>start + i · row</c> on.</summary>
        static abstract TSums From(double* start, nint row);

        /// <summary>One number more in each sum: for row i the product of the one (first + i) rows on from <paramref name="a"/> and both vectors of the right side.</summary>
        void Add<TOperand, TRow>(TOperand a, TRow row, nint first, TLanes b0, TLanes b1)
            where TOperand : struct, IOperand<TOperand>
            where TRow : struct, IRow;

        /// <summary>Writes row i from <c>c + i · row</c> on.</summary>
        void Store(double* c, nint row);
    }

    /// <summary>One row.</summary>
    private struct One : ISums<One>
    {
        private TLanes _left;
        private TLanes _right;

        public static int Height => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static One From(double* start, nint row) => new() { _left = ((TLanes*)start)[0], _right = ((TLanes*)start)[1] };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add<TOperand, TRow>(TOperand a, TRow row, nint first, TLanes b0, TLanes b1)
            where TOperand : struct, IOperand<TOperand>
            where TRow : struct, IRow
        {
            var x = TLanes.Of(a.At(first * row.Apart));
            TLanes.AddProduct(ref _left, x, b0);
            TLanes.AddProduct(ref _right, x, b1);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(double* c, nint row) => (((TLanes*)c)[0], ((TLanes*)c)[1]) = (_left, _right);
    }

    /// <summary>Twice as many rows.</summary>
    private struct Twice<T> : ISums<Twice<T>>
        where T : struct, ISums<T>
    {
        private T _upper;
        private T _lower;

        public static int Height => 2 * T.Height;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Twice<T> From(double* start, nint row) => new() { _upper = T.From(start, row), _lower = T.From(start + T.Height * row, row) };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add<TOperand, TRow>(TOperand a, TRow row, nint first, TLanes b0, TLanes b1)
            where TOperand : struct, IOperand<TOperand>
            where TRow : struct, IRow
        {
            _upper.Add(a, row, first, b0, b1);
            _lower.Add(a, row, first + T.Height, b0, b1);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(double* c, nint row)
        {
            _upper.Store(c, row);
            _lower.Store(c + T.Height * row, row);
        }
    }

    /// <summary>Three times as many.</summary>
    private struct Thrice<T> : ISums<Thrice<T>>
        where T : struct, ISums<T>
    {
        private Twice<T> _upper;
        private T _lower;

        public static int Height => 3 * T.Height;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Thrice<T> From(double* start, nint row) =>
            new() { _upper = Twice<T>.From(start, row), _lower = T.From(start + 2 * T.Height * row, row) };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add<TOperand, TRow>(TOperand a, TRow row, nint first, TLanes b0, TLanes b1)
            where TOperand : struct, IOperand<TOperand>
            where TRow : struct, IRow
        {
            _upper.Add(a, row, first, b0, b1);
            _lower.Add(a, row, first + 2 * T.Height, b0, b1);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(double* c, nint row)
        {
            _upper.Store(c, row);
            _lower.Store(c + 2 * T.Height * row, row);
        }
    }
}
