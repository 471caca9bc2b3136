// All weights of a layer as a heat map: a row for each input, a column for each unit. Darker is larger; the sign is the colour, and
// what lies under the pointer is named with every digit.
import { html, useEffect, useRef, useState } from "./html.js";
import { useStore } from "./store.js";
import { point } from "./actions.js";
import { weightsOf, weightAt } from "./quantity.js";
import { exact, short } from "./numbers.js";
import { picture } from "./colour.js";

export function Heat({ layer }) {
  const { data, theme } = useStore(), canvas = useRef(), [under, show] = useState(null);
  const values = weightsOf(data, layer), inputs = values.length, units = values[0]?.length ?? 0;
  const cell = Math.max(3, Math.min(14, Math.floor(520 / Math.max(units, inputs))));
  const most = Math.max(1e-300, ...values.map(row => Math.max(...row.map(w => Math.abs(Number(w))))));
  useEffect(() => canvas.current.getContext("2d").putImageData(picture(values, w => w / most), 0, 0), [data, theme]);
  const find = event => {
    const box = event.currentTarget.getBoundingClientRect();
    const u = Math.floor((event.clientX - box.left) / box.width * units), i = Math.floor((event.clientY - box.top) / box.height * inputs);
    return i >= 0 && i < inputs && u >= 0 && u < units ? { i, u } : null;
  };
  useEffect(() => { canvas.current.style.width = `${units * cell}px`; canvas.current.style.aspectRatio = `${units} / ${inputs}`; }, [units, inputs, cell]);
  return html`<figure class="heat"><figcaption>layer${layer}.weights <span class="quiet">${inputs} × ${units}, to ±${short(most)}</span></figcaption>
    <canvas width=${units} height=${inputs} ref=${canvas} role="img" aria-label=${`Weights of layer ${layer}, ${inputs} inputs by ${units} units; each is in the table under Optimizer`}
      onPointerMove=${event => show(find(event))} onPointerLeave=${() => show(null)} onClick=${event => { const at = find(event); if (at) point(weightAt(layer, at.i, at.u)); }}></canvas>
    <p class="under number">${under && values[under.i] ? `[${under.i},${under.u}] = ${exact(values[under.i][under.u])}` : " "}</p></figure>`;
}
