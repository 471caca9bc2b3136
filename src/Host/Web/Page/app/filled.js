// An activation with its numbers filled in: the plugin's own arithmetic, such as "1 / (1 + e^{-z})", or the formula somebody typed.
const PLACE = /(\{-?z\}|\{a\})/;

/** A template as tokens. A negative number in front of a power gets brackets: (-0.6)². */
export function filled(template, z, a) {
  const parts = template.split(PLACE);
  return parts.flatMap((part, i) => {
    if (!PLACE.test(part)) return part ? [part] : [];
    const number = part === "{a}" ? a : part === "{z}" ? z : { ...z, value: -Number(z.value) };
    return /^[²³]/.test(parts[i + 1] ?? "") && Number(number.value) < 0 ? ["(", number, ")"] : [number];
  });
}

/** A formula with its settings, ", a=0.1, b=-2", written into it. */
const named = (text, settings) => settings.split(", ").slice(1).map(one => one.split("=")).reduce((all, [name, value]) =>
  all.replace(new RegExp(`\\b${name}\\b`, "g"), value.startsWith("-") ? `(${value})` : value), text);

/** {value, slope}: what a layer's activation does, as templates. */
export function workedOf({ activation, worked }) {
  const typed = /^formula\((.*?)((?:, \w+=[^,()]+)*)\)$/.exec(activation);
  if (typed) return { value: named(typed[1].replace(/\([xz]\)|\b[xz]\b/g, "({z})"), typed[2]), slope: "the derivative of f at {z}, by the chain rule" };
  return worked ?? { value: `${activation} of {z}`, slope: `the derivative of ${activation} at {z}` };
}
