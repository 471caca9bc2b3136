// The loss curve: a picture of the whole run that can be touched. It draws with uPlot; the line of now and the elbow are elements
// above it, so that time moves without drawing the curve again.
import { html, useEffect, useRef } from "./html.js";
import { useStore, state } from "./store.js";
import { go } from "./actions.js";
import uPlot from "../vendor/uPlot.js";
import { LEFT, RIGHT, span, stepAt, decades } from "./axis.js";
import { exact, count, six } from "./numbers.js";

const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const TALL = 13.2;      // rem
const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

/** The loss on the test rows, where it is that of the first curve. */
export const testedIn = ({ tested, curves }) => tested && tested.run === curves[0]?.run ? tested : null;

/** Which column of the table is the first of a curve: the last curve comes first, so that the run that is looked at lies on top. */
const columnOf = (curves, i) => 3 * (curves.length - 1 - i);

/** Steps, then three columns a curve (value, least, greatest), then the loss on the test rows. */
export function table({ curves, yLog, tested }) {
  const shown = value => Number.isFinite(value) && (!yLog || value > 0) ? value : null;
  const tables = curves.map(curve => [curve.steps, curve.value.map(shown), curve.min.map(shown), curve.max.map(shown)]).reverse();
  if (tables.length === 0) return [[0, 1], [null, null], [null, null], [null, null]];
  if (testedIn({ tested, curves })) tables.push([tested.steps, tested.loss.map(shown)]);
  return tables.length === 1 ? tables[0] : uPlot.join(tables);
}

function options(width, { curves, xLog, yLog, info, tested }) {
  const lines = [css("--line"), css("--other")];
  const series = [{}], bands = [], larger = Math.max(1, rem() / 15);
  for (let i = Math.max(1, curves.length) - 1; i >= 0; i--) {
    const at = series.length;
    series.push({ stroke: lines[i], width: ((info?.stepsPerEpoch ?? 1) > 1 ? 1.1 : 2) * larger, spanGaps: true, points: { show: false } });
    for (let edge = 0; edge < 2; edge++) series.push({ stroke: "transparent", width: 0, spanGaps: true, points: { show: false } });
    bands.push({ series: [at + 2, at + 1], fill: lines[i] + "30" });
  }
  if (testedIn({ tested, curves })) series.push({ stroke: css("--test"), width: 1.5 * larger, dash: [6 * larger, 4 * larger], spanGaps: true, points: { show: false } });
  const axis = { stroke: css("--quiet"), font: `${Math.round(0.76 * rem())}px system-ui, sans-serif`, ticks: { show: false }, grid: { stroke: css("--rule"), width: 1 } };
  return {
    width, height: TALL * rem(), series, bands, padding: [12, RIGHT * rem(), 0, 0], legend: { show: false },
    cursor: { drag: { setScale: false, x: false, y: false }, y: false, points: { show: false } },
    scales: {
      x: { time: false, distr: xLog ? 4 : 1, asinh: 1, range: () => { const { from, to } = span(state); return [from, to]; } },
      y: { distr: yLog ? 3 : 1, log: 10, range: yLog ? undefined : (_, low, high) => [Math.min(0, low ?? 0), (high ?? 1) * 1.05 || 1] },
    },
    axes: [
      { ...axis, size: 1.8 * rem(), values: (_, marks) => marks.map(mark => mark === null ? "" : count(mark)), ...(xLog ? { splits: (_, __, low, high) => decades(low, high, true) } : {}) },
      { ...axis, size: LEFT * rem(), values: (_, marks) => marks.map(mark => mark === null ? "" : six(mark)),
        ...(yLog ? { splits: (_, __, low, high) => decades(low, high, false) } : {}) },
    ],
  };
}

export function Chart() {
  const box = useRef(), plot = useRef(), now = useRef(), elbow = useRef(), tip = useRef();
  const { curves, xLog, yLog, horizon, step, elbows, info, theme } = useStore(), tested = testedIn(state);
  const runs = curves.map(curve => curve.run).join(" ");

  useEffect(() => {
    const made = new uPlot({ ...options(box.current.clientWidth, state), hooks: { setCursor: [u => hover(u, tip.current)] } }, table(state), box.current);
    plot.current = made;
    const line = made.over.appendChild(document.createElement("div")), mark = made.over.appendChild(document.createElement("div"));
    line.className = "now"; mark.className = "elbow";
    now.current = line; elbow.current = mark;
    const drag = event => { if (event.buttons & 1) go(stepAt((event.clientX - made.over.getBoundingClientRect().left) / made.over.clientWidth, span(state), state.xLog)); };
    made.over.addEventListener("pointerdown", event => { made.over.setPointerCapture(event.pointerId); drag(event); });
    made.over.addEventListener("pointermove", drag);
    const watch = new ResizeObserver(() => { made.setSize({ width: box.current.clientWidth, height: TALL * rem() }); marks(made, now.current, elbow.current); });
    watch.observe(box.current);
    marks(made, line, mark);
    return () => { watch.disconnect(); made.destroy(); };
  }, [xLog, yLog, runs, theme, info?.run, tested]);

  useEffect(() => { plot.current?.setData(table(state)); if (plot.current) marks(plot.current, now.current, elbow.current); }, [curves, horizon]);
  useEffect(() => { if (plot.current) marks(plot.current, now.current, elbow.current); }, [step, elbows, horizon, curves]);

  return html`<div class="chart"><div ref=${box} class="plot" role="img" aria-label=${describe(state)}></div><output ref=${tip} class="tip" aria-hidden="true"></output></div>`;
}

function marks(plot, now, elbow) {
  const { step, horizon, elbows } = state;
  const at = plot.valToPos(step, "x");
  now.style.transform = `translateX(${at}px)`;
  now.hidden = at < 0 || at > plot.over.clientWidth;
  const reach = span(state);
  const known = elbows.filter(one => one.elbow !== null && one.elbow !== undefined);
  const mine = known.find(one => one.steps >= (horizon ?? reach.to - reach.from)) ?? known.at(-1);
  elbow.hidden = !mine;
  if (!mine) return;
  elbow.style.transform = `translateX(${plot.valToPos(mine.elbow, "x")}px)`;
  elbow.dataset.label = `elbow ${count(mine.elbow)}`;
}

/** The place nearest to `index` at which a column has a number, or −1. */
function nearest(column, index) {
  const there = at => column[at] !== null && column[at] !== undefined;
  for (let by = 0; by < column.length; by++) {
    if (there(index - by)) return index - by;
    if (there(index + by)) return index + by;
  }
  return -1;
}

/** The numbers of every line at the step under the pointer; where a line has none there, the nearest one, with its step. */
function hover(plot, tip) {
  if (!tip) return;
  const { idx } = plot.cursor, [steps, ...columns] = plot.data, tested = testedIn(state), { curves } = state;
  if (idx === null || idx === undefined || curves.length === 0) { tip.textContent = ""; return; }
  const lines = curves.map((curve, i) => ({ name: curves.length > 1 ? curve.run : "loss", column: columns[columnOf(curves, i)], from: curve.from, to: curve.to }));
  const places = lines.map(line => nearest(line.column, idx)).filter(at => at >= 0);
  const at = places.sort((a, b) => Math.abs(a - idx) - Math.abs(b - idx))[0] ?? idx, step = steps[at];
  if (tested) lines.push({ name: "test", column: columns[3 * curves.length], from: tested.steps[0], to: tested.steps.at(-1) });
  const said = lines.filter(line => step >= line.from && step <= line.to).map(line => [line, nearest(line.column, at)]).filter(([, there]) => there >= 0)
    .map(([{ name, column }, there]) => `${name} ${there === at ? "" : `S${count(steps[there])} `}${exact(column[there])}`);
  tip.textContent = `S${count(step)}   ${said.join("   ")}`;
}

function describe({ curves, info, tested }) {
  if (!info || curves.length === 0) return "The loss over the steps of the run";
  const lines = curves.map(curve => `Loss of ${curve.run}, step ${curve.from} to ${curve.to}: from ${six(curve.value[0])} to ${six(curve.value.at(-1))}`);
  if (testedIn({ tested, curves })) lines.push(`on rows it never learned from: from ${six(tested.loss[0])} to ${six(tested.loss.at(-1))}`);
  return lines.join("; ");
}
