// Every parameter of this step: value, gradient, the optimizer's memory, update, next value. The filter takes parts of names.
import { html, useState } from "./html.js";
import { useStore } from "./store.js";
import { parameters, lookup, slotsOf } from "./quantity.js";
import { exact, count } from "./numbers.js";
import { Panel } from "./panel.js";
import { Num } from "./token.js";

const MOST_ROWS = 120;

export function Optimizer() {
  const { data, info } = useStore(), [filter, write] = useState("");
  if (!data || !info) return html`<p class="quiet waiting">Reading the step …</p>`;
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean), rows = [];
  let found = 0;
  for (const [name, value] of parameters(data)) {
    if (!words.every(word => name.toLowerCase().includes(word))) continue;
    if (found++ < MOST_ROWS) rows.push([name, value]);
  }
  const memory = rows.length ? slotsOf(data, rows[0][0]).map(one => one.name) : [];
  const cell = sel => html`<td>${lookup(data, sel) === null ? html`<span class="quiet">–</span>` : html`<${Num} sel=${sel} data=${data} />`}</td>`;
  return html`<div class="split"><div class="main">
    <div class="bar"><label>Filter <input id="filter" value=${filter} placeholder="layer0 bias" spellcheck="false" autocomplete="off" onInput=${event => write(event.target.value)} /></label>
      <p class="caption"><span class="number">${info.optimizer}</span>, learning rate <span class="number">${exact(data.learningRate)}</span>${data.slots?.t ? html`, t = <span class="number">${data.slots.t[0]}</span>` : ""}</p></div>
    <div class="scroll" tabindex="0" role="region" aria-label="Parameters"><table class="numbers" data-table="optimizer">
      <thead><tr><th>parameter</th><th>value</th><th>gradient</th>${memory.map(name => html`<th key=${name}>${name}</th>`)}<th>update</th><th>next</th></tr></thead>
      <tbody>${rows.map(([name]) => html`<tr key=${name} data-parameter=${name}><th scope="row">${name}</th>${cell(name)}${cell(`gradients.${name}`)}
        ${memory.map(one => { const slot = slotsOf(data, name).find(mine => mine.name === one); return slot ? cell(slot.sel) : html`<td></td>`; })}
        ${cell(`updates.${name}`)}${cell(`next.${name}`)}</tr>`)}</tbody></table></div>
    <p class="quiet">${found > rows.length ? `${count(rows.length)} of ${count(found)} are shown; write more of the name to see others.` : `${count(found)} parameters`}</p>
  </div><${Panel} /></div>`;
}
