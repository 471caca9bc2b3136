// All weights of a layer as a heat map: a row for each input, a column for each unit. Darker is larger; the sign is the colour, and
// what lies under the pointer is named with every digit.
import { html, useEffect, useRef, useState } from "./html.js";
import { useStore } from "./store.js";
import { point } from "./actions.js";
import { weightsOf, weightAt } from "./quantity.js";
import { exact, short } from "./numbers.js";
import { colour } from "./colour.js";

export function Heat({ layer }) {
  const { data, theme } = useStore(), canvas = useRef(), [under, show] = useState(null);
  const values = weightsOf(data, layer), inputs = values.length, units = values[0]?.length ?? 0;
  const cell = Math.max(3, Math.min(14, Math.floor(520 / Math.max(units, inputs))));
  const most = Math.max(1e-300, ...values.map(row => Math.max(...row.map(w => Math.abs(Number(w))))));
  useEffect(() => {
    const ink = canvas.current.getContext("2d"), paint = colour();
    for (let i = 0; i < inputs; i++) for (let u = 0; u < units; u++) {
      ink.fillStyle = paint(Number(values[i][u]) / most);
      ink.fillRect(u * cell, i * cell, cell - (cell > 5 ? 1 : 0), cell - (cell > 5 ? 1 : 0));
    }
  }, [data, theme]);
  const find = event => {
    const box = event.currentTarget.getBoundingClientRect();
    const u = Math.floor((event.clientX - box.left) / box.width * units), i = Math.floor((event.clientY - box.top) / box.height * inputs);
    return i >= 0 && i < inputs && u >= 0 && u < units ? { i, u } : null;
  };
  return html`<figure class="heat"><figcaption>layer${layer}.weights <span class="quiet">${inputs} × ${units}, to ±${short(most)}</span></figcaption>
    <canvas ref=${canvas} width=${units * cell} height=${inputs * cell} role="img" aria-label=${`Weights of layer ${layer}, ${inputs} inputs by ${units} units; each is in the table under Optimizer`}
      onPointerMove=${event => show(find(event))} onPointerLeave=${() => show(null)} onClick=${event => { const at = find(event); if (at) point(weightAt(layer, at.i, at.u)); }}></canvas>
    <p class="under number">${under && values[under.i] ? `[${under.i},${under.u}] = ${exact(values[under.i][under.u])}` : " "}</p></figure>`;
}
