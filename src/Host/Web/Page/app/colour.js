// From a share of −1 … 1 to a colour between the theme's two, through its paper at 0.
const SHADES = 255;
const channels = text => [1, 3, 5].map(at => parseInt(text.slice(at, at + 2), 16));

/** A picture of values, one pixel each, `values[j][i]` at column i of row j; the first row is on top. */
export function picture(values, share) {
  const tall = values.length, wide = values[0]?.length ?? 0, image = new ImageData(Math.max(1, wide), Math.max(1, tall)), shades = table();
  for (let j = 0, at = 0; j < tall; j++) for (let i = 0; i < wide; i++, at += 4) {
    const by = share(Number(values[j][i])), shade = Number.isFinite(by) ? Math.round((Math.max(-1, Math.min(1, by)) + 1) * SHADES) : SHADES;
    image.data.set(shades.subarray(4 * shade, 4 * shade + 4), at);
  }
  return image;
}

function table() {
  const css = name => channels(getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  const paper = css("--card"), high = css("--pos"), low = css("--neg"), shades = new Uint8ClampedArray(4 * (2 * SHADES + 1));
  for (let shade = 0; shade <= 2 * SHADES; shade++) {
    const share = shade / SHADES - 1, by = Math.abs(share) ** 0.8, end = share < 0 ? low : high;
    shades.set([...paper.map((from, i) => Math.round(from + by * (end[i] - from))), 255], 4 * shade);
  }
  return shades;
}
