// The network as a picture: units in columns, weights as lines whose width is their size. A negative weight is dashed as well as
// of the other colour. Large layers show their first units here and all their weights as a heat map below.
import { html, useEffect, useRef, useState } from "./html.js";
import { useStore } from "./store.js";
import { point } from "./actions.js";
import { lookup, weightsOf, biasOf, unitAt, weightAt, biasAt } from "./quantity.js";
import { aloud, exact, short } from "./numbers.js";
import { Panel } from "./panel.js";
import { RowPicker } from "./row.js";
import { Phases } from "./slow.js";
import { PHASES } from "./phases.js";
import { Heat } from "./heat.js";

const MOST_UNITS = 12, MOST_LABELS = 16, MOST_FOCUS = 60;

export function Network() {
  const { data, info, phase } = useStore();
  if (!data || !info) return html`<p class="quiet waiting">Reading the step …</p>`;
  const large = info.layers.some((layer, i) => layer.units > MOST_UNITS || (i === 0 ? info.inputs : info.layers[i - 1].units) > MOST_UNITS);
  return html`<div class="split">
    <div class="main">
      <div class="bar"><${RowPicker} /><p class="caption">${phase === null ? "Lines are weights: the wider the larger, dashed where negative. Circles are what each unit says." : PHASES[phase].says}</p></div>
      ${phase !== null && html`<${Phases} />`}
      <${Picture} />
      ${large && html`<div class="heats">${info.layers.map((_, i) => html`<${Heat} key=${i} layer=${i} />`)}</div>`}
    </div>
    <${Panel} />
  </div>`;
}

function useWidth() {
  const box = useRef(), [width, measure] = useState(720);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => measure(Math.max(280, Math.round(entry.contentRect.width))));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return [box, width];
}

/** Where the units stand: columns[c][u] = {x, y}, the inputs first. */
export function layout(sizes, width) {
  const shown = sizes.map(size => Math.min(size, MOST_UNITS)), tall = Math.max(...shown);
  const gap = tall > 8 ? 46 : 66, height = Math.max(2, tall) * gap + 44, left = width < 520 ? 34 : 46, right = width < 520 ? 122 : 132;
  const x = c => sizes.length === 1 ? left : left + c * (width - left - right) / (sizes.length - 1);
  return { height, gap, radius: tall > 8 ? 16 : 20, columns: shown.map((n, c) => Array.from({ length: n }, (_, u) => ({ x: x(c), y: 30 + (height - 44) / 2 + (u - (n - 1) / 2) * gap }))) };
}

function Picture() {
  const { data, info, row, sel, phase } = useStore(), [box, pixels] = useWidth();
  const larger = parseFloat(getComputedStyle(document.documentElement).fontSize) / 15, width = Math.round(pixels / larger);
  const sizes = [info.inputs, ...info.layers.map(layer => layer.units)], place = layout(sizes, width);
  const now = phase === null ? null : PHASES[phase];
  const scene = { data, info, row, sel, place, sizes, now, width };
  return html`<div class="picture" ref=${box}>
    <svg width=${pixels} height=${Math.round(place.height * larger)} viewBox=${`0 0 ${width} ${place.height}`} class=${now ? `slow at-${now.id}` : ""} role="group" aria-label=${`Network of ${sizes.join(", ")} units`}>
      ${info.layers.map((_, layer) => html`<${Weights} key=${layer} scene=${scene} layer=${layer} />`)}
      ${sizes.map((_, c) => html`<${Column} key=${c} scene=${scene} c=${c} />`)}
      <${Ends} scene=${scene} />
    </svg></div>`;
}

const act = sel => ({ onClick: () => point(sel), onKeyDown: event => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); event.stopPropagation(); point(sel); } } });
const sign = value => Number(value) < 0 ? "neg" : "pos";

function Weights({ scene: { data, sel, place, now, sizes }, layer }) {
  const part = now?.weight ?? "parameters", prefix = part === "parameters" ? "" : part;
  const values = weightsOf(data, layer, part), from = place.columns[layer], to = place.columns[layer + 1];
  const most = Math.max(1e-300, ...values.flatMap(row => row.map(w => Math.abs(Number(w)))));
  const few = sizes[layer] * sizes[layer + 1] <= MOST_LABELS, focus = sizes[layer] * sizes[layer + 1] <= MOST_FOCUS;
  const lines = from.flatMap((a, i) => to.map((b, u) => {
    const value = values[i]?.[u] ?? null, name = weightAt(layer, i, u, prefix), at = 0.36 + 0.16 * (u % 2), share = Math.abs(Number(value)) / most;
    return html`<g key=${name} class=${`weight ${sign(value)} ${sel === name ? "chosen" : ""}`} data-sel=${name} role="button" tabindex=${focus ? 0 : -1} aria-label=${`${name}, ${aloud(value)}`} ...${act(name)}>
      <title>${name} = ${exact(value)}</title>
      <line class="hit" x1=${a.x} y1=${a.y} x2=${b.x} y2=${b.y} /><line class="stroke" x1=${a.x} y1=${a.y} x2=${b.x} y2=${b.y} stroke-width=${(0.8 + 5 * share).toFixed(2)} stroke-opacity=${(0.3 + 0.7 * share).toFixed(2)} />
      ${few && html`<text class="number" x=${a.x + at * (b.x - a.x)} y=${a.y + at * (b.y - a.y) - 6} text-anchor="middle">${short(value)}</text>`}</g>`;
  }));
  return html`<g class="g-weights">${lines}</g>`;
}

function Column({ scene: { data, info, row, sel, place, now, sizes }, c }) {
  const kind = now?.unit ?? "activations", layer = c - 1, units = place.columns[c], r = place.radius;
  const address = u => c === 0 ? `inputs[${row},${u}]` : unitAt(layer, kind, row, u);
  const values = units.map((_, u) => lookup(data, address(u))), most = Math.max(1e-300, ...values.map(value => Math.abs(Number(value))));
  const bias = c > 0 ? biasOf(data, layer, now?.weight === "updates" ? "updates" : "parameters") : null;
  const name = u => c === 0 ? info.inputNames?.[u] ?? `input ${u}` : `unit ${layer}.${u}`;
  return html`<g class=${c === 0 ? "g-inputs" : "g-units"}>
    <text class="heading" x=${units[0].x} y="14" text-anchor="middle">${c === 0 ? "inputs" : info.layers[layer].activation.split("(")[0]}</text>
    ${units.map(({ x, y }, u) => html`<g key=${u} class=${`unit ${sign(values[u])} ${sel === address(u) ? "chosen" : ""}`} data-sel=${address(u)} role="button" tabindex="0" aria-label=${`${name(u)}, ${address(u)}, ${aloud(values[u])}`} ...${act(address(u))}>
      <title>${name(u)}: ${address(u)} = ${exact(values[u])}</title>
      <circle class="back" cx=${x} cy=${y} r=${r} /><circle class="fill" cx=${x} cy=${y} r=${r} fill-opacity=${(0.55 * Math.abs(Number(values[u])) / most || 0).toFixed(2)} />
      <text class="number" x=${x} y=${y + 4} text-anchor="middle">${short(values[u])}</text></g>
      ${bias && html`<g class=${`bias ${sign(bias[u])} ${sel === biasAt(layer, u) ? "chosen" : ""}`} role="button" tabindex="-1" aria-label=${`bias of ${name(u)}, ${aloud(bias[u])}`} ...${act(biasAt(layer, u))}>
        <title>${biasAt(layer, u)} = ${exact(bias[u])}</title><rect x=${x - r - 9} y=${y + r - 8} width="11" height="11" rx="2" /></g>`}`)}
    ${sizes[c] > units.length && html`<text class="more" x=${units[0].x} y=${place.height - 4} text-anchor="middle">+ ${sizes[c] - units.length} more</text>`}
  </g>`;
}

function Ends({ scene: { data, info, row, sel, place } }) {
  const last = info.layers.length - 1;
  return html`<g class="g-ends">${place.columns.at(-1).map(({ x, y }, u) => {
    const target = `targets[${row},${u}]`, error = unitAt(last, "error", row, u);
    const line = (name, text, dy) => html`<g class=${`end ${sel === name ? "chosen" : ""}`} data-sel=${name} role="button" tabindex="0" aria-label=${`${text} ${aloud(lookup(data, name))}`} ...${act(name)}>
      <title>${name} = ${exact(lookup(data, name))}</title><text x=${x + place.radius + 10} y=${y + dy}><tspan class="label">${text} </tspan><tspan class="number">${short(lookup(data, name))}</tspan></text></g>`;
    return html`<g key=${u}>${line(target, "target", -5)}${line(error, "error", 13)}</g>`;
  })}</g>`;
}
