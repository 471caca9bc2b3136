// The plane of two raw inputs, coloured by what a unit says there at this step, and the rows upon it. Colour is the sign around the
// middle; rows are discs (training) or squares (test), filled where the target is high.
import { html, useEffect, useMemo, useRef, useState } from "./html.js";
import { useStore } from "./store.js";
import { path } from "./api.js";
import { useNewest } from "./newest.js";
import { picture } from "./colour.js";
import { exact, six } from "./numbers.js";

/** Pixels across: those of the screen, and half as many again on a fine one. */
const side = () => Math.round(32 * parseFloat(getComputedStyle(document.documentElement).fontSize) * Math.min(2, Math.max(1, devicePixelRatio)));
const FINE = 60, COARSE = 16, MOST_UNITS = 16;

export function Boundary({ rows }) {
  const { info, data, run } = useStore(), last = info.layers.length - 1;
  const [unit, choose] = useState({ layer: last, unit: 0 }), [near, look] = useState(null), [test, showTest] = useState(true);
  useEffect(() => choose({ layer: last, unit: 0 }), [run]);
  const seen = near ?? unit;
  const answer = useNewest(path(run, `/boundary/${data.step}`, { size: FINE, ...seen }))?.value;
  return html`<div class="plane"><div>
      <${Plane} answer=${answer} rows=${rows} test=${test} />
      <div class="bar"><span class="caption">${seen.layer === last ? `output ${seen.unit}` : `unit ${seen.layer}.${seen.unit}`}, ${info.rawNames.join(" across, ")} up</span>
        ${rows.test && html`<label class="check"><input type="checkbox" checked=${test} onChange=${event => showTest(event.target.checked)} /> test rows (squares)</label>`}</div></div>
    <div class="units">${info.layers.map((layer, l) => html`<section key=${l}><h3>${l === last ? "Output" : `Layer ${l}`}</h3><div class="thumbs">
      ${Array.from({ length: Math.min(MOST_UNITS, layer.units) }, (_, u) => html`<${Thumb} key=${u} layer=${l} unit=${u} chosen=${unit.layer === l && unit.unit === u}
        choose=${() => choose({ layer: l, unit: u })} look=${over => look(over ? { layer: l, unit: u } : null)} />`)}</div>
      ${layer.units > MOST_UNITS && html`<p class="quiet">+ ${layer.units - MOST_UNITS} more</p>`}</section>`)}</div></div>`;
}

/** Middle and reach of a unit's values: 0 … 1 has its middle at a half, anything else at 0. */
export function reach(values) {
  const flat = values.flat().map(Number), least = Math.min(...flat), most = Math.max(...flat);
  return least >= 0 && most <= 1 ? [0.5, 0.5] : [0, Math.max(1e-300, Math.abs(least), Math.abs(most))];
}

/** One pixel a value, drawn larger and smoothed between them: the grid is a sample of something smooth. */
function paintValues(canvas, values) {
  const [middle, wide] = reach(values), small = document.createElement("canvas"), ink = canvas.getContext("2d");
  small.width = small.height = values.length;
  small.getContext("2d").putImageData(picture(values.toReversed(), value => 0.62 * (value - middle) / wide), 0, 0);
  ink.imageSmoothingEnabled = true;
  ink.drawImage(small, 0, 0, canvas.width, canvas.height);
}

/** From the column the network sees back to the plane: the grid reaches a tenth beyond the training rows on either side. */
function toPlane(rows, axis, column) {
  const seen = rows.inputs.map(row => row[column]), least = Math.min(...seen), most = Math.max(...seen), margin = (axis.at(-1) - axis[0]) / 12;
  const whole = axis.at(-1) - axis[0];
  return x => most === least ? 0.5 : (margin + (x - least) / (most - least) * (whole - 2 * margin)) / whole;
}

function columns(info) {
  if (!info.features) return [0, 1];
  const found = ["x1", "x2"].map(name => info.inputNames.indexOf(name));
  return found.includes(-1) ? null : found;
}

function Plane({ answer, rows, test }) {
  const { info, theme } = useStore(), canvas = useRef(), [under, show] = useState(null), [pixels] = useState(side);
  const where = useMemo(() => answer && columns(info)?.map((column, k) => ({ column, to: toPlane(rows, k === 0 ? answer.x : answer.y, column) })), [answer?.x.join(), rows]);
  useEffect(() => {
    if (!answer) return;
    paintValues(canvas.current, answer.values);
    if (!where) return;
    const ink = canvas.current.getContext("2d"), wide = canvas.current.width, dot = wide / 120, css = name => getComputedStyle(document.documentElement).getPropertyValue(name);
    const middle = (Math.min(...rows.targets.flat()) + Math.max(...rows.targets.flat())) / 2;
    const put = (set, square) => set.inputs.forEach((row, r) => {
      const x = where[0].to(row[where[0].column]) * wide, y = (1 - where[1].to(row[where[1].column])) * wide;
      ink.beginPath();
      if (square) ink.rect(x - 0.75 * dot, y - 0.75 * dot, 1.5 * dot, 1.5 * dot); else ink.arc(x, y, dot, 0, 7);
      ink.fillStyle = set.targets[r][0] > middle ? css("--pos") : css("--neg");
      ink.strokeStyle = css("--card");
      ink.globalAlpha = square ? 0.55 : 1; ink.lineWidth = 0.3 * dot;
      ink.fill(); ink.stroke(); ink.globalAlpha = 1;
    });
    if (test && rows.test) put(rows.test, true);
    put(rows, false);
  }, [answer, rows, test, theme, where]);
  const look = event => {
    if (!answer) return;
    const box = event.currentTarget.getBoundingClientRect(), size = answer.values.length;
    const i = Math.floor((event.clientX - box.left) / box.width * size), j = size - 1 - Math.floor((event.clientY - box.top) / box.height * size);
    show(answer.values[j]?.[i] === undefined ? null : `(${six(answer.x[i])}, ${six(answer.y[j])}) → ${exact(answer.values[j][i])}`);
  };
  return html`<canvas ref=${canvas} class="large" width=${pixels} height=${pixels} role="img" aria-label=${`What the unit says over the plane of ${info.rawNames.join(" and ")}`} onPointerMove=${look} onPointerLeave=${() => show(null)}></canvas>
    <p class="under number">${under ?? " "}</p>`;
}

/** A small plane of one unit; it waits while time runs. */
function Thumb({ layer, unit, chosen, choose, look }) {
  const { data, run, playing, theme } = useStore(), canvas = useRef(), still = useRef(data.step);
  if (playing === 0) still.current = data.step;
  const answer = useNewest(path(run, `/boundary/${still.current}`, { size: COARSE, layer, unit }))?.value;
  useEffect(() => { if (answer) paintValues(canvas.current, answer.values); }, [answer, theme]);
  return html`<button class="thumb" aria-pressed=${chosen} aria-label=${`Unit ${layer}.${unit}`} onClick=${choose} onPointerEnter=${() => look(true)} onPointerLeave=${() => look(false)}>
    <canvas ref=${canvas} width="48" height="48"></canvas></button>`;
}
