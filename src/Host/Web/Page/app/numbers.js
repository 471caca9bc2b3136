// Numbers as text. A double is written by its shortest digits that read back to the same bits, as the program writes it.

/** Every digit, in the program's own writing. Infinities and NaN arrive as words and stay words. */
export function exact(x) {
  if (x === null || x === undefined) return "–";
  if (typeof x === "string") return x;
  if (!Number.isFinite(x)) return String(x);
  if (x === 0) return Object.is(x, -0) ? "-0" : "0";
  const [digits, power] = x.toExponential().split("e");
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 15) return String(x);
  return `${digits}E${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** The article's three decimals; small numbers by their leading digits. */
export function short(x) {
  if (x === null || x === undefined) return "–";
  if (typeof x === "string") return x;
  const size = Math.abs(x);
  if (x === 0) return "0";
  if (Number.isInteger(x) && size < 1e6) return String(x);
  return size >= 0.0005 && size < 1e5 ? x.toFixed(3) : x.toExponential(1).replace("e", "E");
}

/** To be read aloud: what is seen, then every digit where there are more. */
export const aloud = x => short(x) === exact(x) ? short(x) : `${short(x)}, exactly ${exact(x)}`;

/** Six significant digits, for tables and axes. */
export function six(x) {
  if (x === null || x === undefined) return "–";
  if (typeof x === "string") return x;
  const size = Math.abs(x);
  return x === 0 || (size >= 1e-4 && size < 1e6) ? String(Number(x.toPrecision(6))) : x.toExponential(3).replace("e", "E");
}

/** A count with commas between thousands. */
export const count = n => n === null || n === undefined ? "–" : String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ",");

/** A number to calculate with: words such as "Infinity" become what they mean. */
export const real = x => typeof x === "number" ? x : Number(x);

export const clamp = (x, least, greatest) => Math.min(greatest, Math.max(least, x));
