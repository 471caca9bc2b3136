// From a share of −1 … 1 to a colour between the theme's two, through its paper at 0.
const channels = text => [1, 3, 5].map(at => parseInt(text.slice(at, at + 2), 16));

export function colour() {
  const css = name => channels(getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  const paper = css("--card"), high = css("--pos"), low = css("--neg");
  return share => {
    const by = Number.isFinite(share) ? Math.min(1, Math.abs(share)) ** 0.8 : 0, end = share < 0 ? low : high;
    return `rgb(${paper.map((from, i) => Math.round(from + by * (end[i] - from))).join(",")})`;
  };
}
