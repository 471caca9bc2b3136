// Recorded loss curves, fine where a logarithmic axis looks closely: every step of the first thousand, then a few hundred
// buckets for every tenfold.
import { get, path } from "./api.js";

const BUCKETS = 500;

export async function curveOf(run) {
  const whole = await get(path(run, "/curve", { what: "loss", points: 4 }));
  const parts = [];
  for (let from = whole.from, end = from + 1000; from <= whole.to; from = end, end = whole.from + 10 * (end - whole.from)) {
    parts.push({ from, to: Math.min(whole.to, end - 1) });
  }
  const answers = await Promise.all(parts.map((part, i) =>
    get(path(run, "/curve", { what: "loss", ...part, points: i === 0 ? 1000 : BUCKETS }))));
  const all = key => answers.flatMap(answer => answer[key]).map(Number);
  return { run, from: whole.from, to: whole.to, steps: all("steps"), value: all("value"), min: all("min"), max: all("max"), elbow: whole.elbow };
}

/** The elbow of the first 100, 1,000, … steps: {steps, elbow}. */
export async function elbowsOf(run) {
  const answer = await get(path(run, "/horizons")).catch(() => ({ horizons: [] }));
  return (answer.horizons ?? []).map(one => ({ steps: one.steps, elbow: one.elbow }));
}

/** How the rows that are never learned from fare, at steps spread over the run: {run, steps, loss}; null where there are none. */
export async function testedOf(run, signal) {
  const { steps, loss } = await get(path(run, "/test-curve"), signal);
  return steps.length > 0 ? { run, steps, loss: loss.map(Number) } : null;
}

/** New points of a training in progress put behind what is drawn already. */
export function grown(curve, points) {
  const last = curve.steps.at(-1) ?? -Infinity;
  const fresh = points.filter(([step]) => step > last);
  if (fresh.length === 0) return curve;
  const steps = fresh.map(([step]) => step), value = fresh.map(([, loss]) => Number(loss));
  const longer = { ...curve, to: steps.at(-1), steps: curve.steps.concat(steps), value: curve.value.concat(value),
    min: curve.min.concat(value), max: curve.max.concat(value) };
  return longer.steps.length > 8000 ? thinned(longer) : longer;
}

function thinned(curve) {
  const keep = (_, i) => i % 2 === 0 || i === curve.steps.length - 1;
  return { ...curve, steps: curve.steps.filter(keep), value: curve.value.filter(keep), min: curve.min.filter(keep), max: curve.max.filter(keep) };
}
