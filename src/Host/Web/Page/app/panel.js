// The panel of one number: its formula with the numbers filled in at full precision, and links to the numbers it came from and goes to.
import { html, useEffect, useRef } from "./html.js";
import { useStore } from "./store.js";
import { point } from "./actions.js";
import { explain } from "./formula.js";
import { Token, Lines, Num } from "./token.js";
import { Told } from "./told.js";
import { lookup, parse } from "./quantity.js";
import { Another } from "./another.js";
import { Account } from "./account.js";
import { exact } from "./numbers.js";

const MOST_TERMS = 40;

function Terms({ table, data }) {
  const rows = table.rows.slice(0, MOST_TERMS);
  return html`<div class="scroll"><table class="terms"><thead><tr>${table.names && html`<td></td>`}${table.head.map((name, i) => name ? html`<th key=${i}>${name}</th>` : html`<td key=${i}></td>`)}</tr></thead>
    <tbody>${rows.map((row, r) => html`<tr key=${r}>${table.names && html`<th scope="row">${table.names[r]}</th>`}${row.map((token, i) => html`<td key=${i}><${Token} token=${token} data=${data} /></td>`)}</tr>`)}</tbody></table>
    ${table.rows.length > rows.length && html`<p class="quiet">… and ${table.rows.length - rows.length} more</p>`}</div>`;
}

/** Where the panel lies below the window, as on a telephone, it comes into sight when another number is chosen. */
function useSight(sel) {
  const panel = useRef(), before = useRef(sel);
  useEffect(() => {
    const there = panel.current?.getBoundingClientRect();
    if (sel && sel !== before.current && there && (there.top > innerHeight - 160 || there.top < 0)) panel.current.scrollIntoView({ block: "nearest" });
    before.current = sel;
  }, [sel]);
  return panel;
}

export function Panel() {
  const { data, info, sel, row } = useStore(), panel = useSight(sel);
  if (!data || !info) return null;
  if (!sel) return html`<aside class="panel empty" aria-label="Formula"><p class="quiet">Click any number, unit or weight: here is where it comes from, to the last digit.</p></aside>`;
  const made = explain({ data, info, step: data.step, row }, sel);
  return html`<aside ref=${panel} class="panel" aria-label="Formula" data-panel=${sel}>
    <header><h3>${sel}</h3><button class="close" aria-label="Close" title="Close (Esc)" onClick=${() => point(null)}>×</button></header>
    ${made ? html`
      <p class="value number" data-exact="value">${exact(made.value)}</p>
      <p class="says">${made.says}</p>
      ${made.value === null && data.gradients === null && html`<p class="quiet">Here the recording ends: this number was never needed.</p>`}
      ${made.table && html`<${Terms} table=${made.table} data=${data} />`}
      ${made.told ? html`<${Told} ...${made.told} lines=${made.lines} data=${data} />` : html`<${Lines} lines=${made.lines} data=${data} />`}
      ${made.also && html`<${Told} ...${made.also} lines=${[]} data=${data} />`}
      <${Links} title="Comes from" sels=${made.from} data=${data} />
      <${Links} title="Goes into" sels=${made.to.filter(one => lookup(data, one) !== null)} data=${data} />
      ${made.after && html`<p class="links"><span class="label">Next step</span> <${Num} ...${made.after} data=${data} /></p>`}
      <${Another} sel=${sel} />
      ${isParameter(sel) && html`<${Account} parameter=${sel} />`}`
    : html`<p>There is no number of this name in ${info.run}.</p>`}
  </aside>`;
}

const isParameter = sel => ["weights", "bias"].includes(parse(sel)?.kind) && parse(sel).part === "parameters";

function Links({ title, sels, data }) {
  if (!sels || sels.length === 0) return null;
  return html`<p class="links"><span class="label">${title}</span> ${sels.map(one => html`<button class="link" key=${one} title=${exact(lookup(data, one))} onClick=${() => point(one)}>${one}</button> `)}</p>`;
}

