// The activations there are, each with its curve and derivative; one can be typed, and held to the laws.
import { html, useEffect, useState } from "./html.js";
import { useStore } from "./store.js";
import { get, Refusal } from "./api.js";

const FROM = -5, TO = 5, POINTS = 101, WIDE = 260, TALL = 150;
const curves = new Map();

/** Values and derivatives of an activation or a formula; asked once. */
function curveOf(name, points = POINTS) {
  if (!curves.has(name)) curves.set(name, get(`/api/plugins/curve?activation=${encodeURIComponent(name)}&from=${FROM}&to=${TO}&points=${points}`).catch(wrong => { curves.delete(name); throw wrong; }));
  if (curves.size > 100) curves.delete(curves.keys().next().value);
  return curves.get(name);
}

function useCurve(name) {
  const [answer, put] = useState({});
  useEffect(() => {
    let gone = false;
    if (!name) { put({}); return undefined; }
    const timer = setTimeout(() => curveOf(name).then(curve => { if (!gone) put({ curve }); }, wrong => { if (!gone) put({ problem: wrong instanceof Refusal ? wrong.message : String(wrong) }); }), 150);
    return () => { gone = true; clearTimeout(timer); };
  }, [name]);
  return answer;
}

/** A curve as path data; the picture's height is from `low` to `high`, and what leaves it is cut. */
function line(points, values, low, high) {
  let open = false, text = "";
  values.forEach((value, i) => {
    const y = Number(value);
    if (!Number.isFinite(y) || y < low - 5 || y > high + 5) { open = false; return; }
    text += `${open ? "L" : "M"}${((points[i] - FROM) / (TO - FROM) * WIDE).toFixed(1)} ${((high - y) / (high - low) * TALL).toFixed(1)}`;
    open = true;
  });
  return text;
}

export function Curve({ curve, name }) {
  const numbers = [...(curve?.values ?? []), ...(curve?.derivatives ?? [])].map(Number).filter(Number.isFinite);
  const low = Math.max(-3, Math.min(-1.2, ...numbers)), high = Math.min(3, Math.max(1.2, ...numbers));
  const zero = high / (high - low) * TALL;
  return html`<svg class="curve" viewBox=${`0 0 ${WIDE} ${TALL}`} role="img" aria-label=${`${name}: its curve, and dashed its derivative, from ${FROM} to ${TO}`}>
    <path class="cross" d=${`M0 ${zero.toFixed(1)}H${WIDE}M${WIDE / 2} 0V${TALL}`} />
    ${curve && html`<path class="slope" d=${line(curve.points, curve.derivatives, low, high)} /><path class="value" d=${line(curve.points, curve.values, low, high)} />`}</svg>`;
}

function Card({ plugin }) {
  const { curve, problem } = useCurve(plugin.actsOnRows ? null : plugin.name);
  return html`<article class="card activation"><h3>${plugin.name}</h3><${Curve} curve=${curve} name=${plugin.name} />
    <p class="number formula">${plugin.formula}</p><p class="quiet">${plugin.actsOnRows ? "Acts on whole rows: it has no curve of one number." : problem ?? plugin.summary}</p><${Laws} name=${plugin.name} /></article>`;
}

function Laws({ name }) {
  const [answer, put] = useState(null);
  useEffect(() => put(null), [name]);
  const ask = async () => {
    put("asking");
    try { put(await get(`/api/plugins/check?activation=${encodeURIComponent(name)}`)); } catch (wrong) { put({ problem: wrong.message }); }
  };
  if (answer === null) return html`<button class="small" type="button" onClick=${ask}>Check the laws</button>`;
  if (answer === "asking") return html`<p class="laws quiet" role="status">Trying …</p>`;
  if (answer.problem) return html`<p class="laws" role="status">${answer.problem}</p>`;
  const applied = answer.laws.filter(law => law.applies), broken = applied.filter(law => !law.holds);
  return html`<p class="laws" role="status">${broken.length === 0 ? `✓ ${applied.length} laws hold` : `✗ ${broken.length} of ${applied.length} laws do not hold: ${broken.map(law => law.name).join(", ")}`}</p>`;
}

export function Activations() {
  const { plugins } = useStore(), [formula, write] = useState("x * sin(x)"), own = useCurve(formula.trim());
  const list = (plugins ?? []).filter(one => one.kind === "activation" && one.name !== "formula");
  return html`<div class="card own"><div><label class="field"><span>Your own, in x</span><input id="formula" value=${formula} spellcheck="false" autocomplete="off" onInput=${event => write(event.target.value)} /></label>
      <p class=${own.problem ? "wrong" : "quiet"} role="status">${own.problem ?? "Solid: the curve. Dashed: its derivative, found by the chain rule."}</p><${Laws} name=${formula.trim()} />
      <p class="quiet">It can be named wherever an activation can: in Change, or in a document.</p></div>
    <${Curve} curve=${own.curve} name=${formula} /></div>
    <div class="gallery">${list.map(plugin => html`<${Card} key=${plugin.name} plugin=${plugin} />`)}</div>`;
}
