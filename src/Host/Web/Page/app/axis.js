// How steps lie along the axis: evenly, or by the area sine, which is a logarithm that has a place for step 0.
import { clamp } from "./numbers.js";

export const LEFT = 4.2, RIGHT = 2.4;      // rem beside the plot; the slider below keeps the same

/** First and last step that are drawn: those of every curve, cut at the horizon. */
export function span(state) {
  const { info, curves, horizon } = state;
  if (!info) return { from: 0, to: 1 };
  const from = Math.min(info.first, ...curves.map(curve => curve.from));
  const to = Math.max(info.last, ...curves.map(curve => curve.to));
  return { from, to: Math.max(from + 1, horizon ? Math.min(to, from + horizon) : to) };
}

export function place(step, { from, to }, log) {
  const f = log ? Math.asinh : x => x;
  return (f(step) - f(from)) / (f(to) - f(from));
}

export function stepAt(share, { from, to }, log) {
  const at = clamp(share, 0, 1);
  return Math.round(log ? Math.sinh(Math.asinh(from) + at * (Math.asinh(to) - Math.asinh(from))) : from + at * (to - from));
}

/** Where numbers stand on a logarithmic axis: powers of ten, with their doubles and halves where there are few. */
export function decades(least, greatest, zero) {
  const marks = zero && least <= 0 ? [0] : [];
  const low = Math.floor(Math.log10(Math.max(least, zero ? 1 : 1e-300))), high = Math.ceil(Math.log10(greatest));
  const every = Math.max(1, Math.ceil((high - low) / 8));
  const within = high - low <= 2 ? [1, 2, 5] : [1];
  for (let power = low; power <= high; power += every)
    for (const by of within) marks.push(Number(`${by}e${power}`));
  return marks.filter(mark => mark >= least && mark <= greatest);
}
