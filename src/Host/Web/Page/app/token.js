// A piece of a formula: a text, a number, or {sel, step, value}: a number that leads to its own formula.
import { html } from "./html.js";
import { go, point, peek } from "./actions.js";
import { lookup, parse } from "./quantity.js";
import { exact } from "./numbers.js";

/** A number that leads to its own formula. In another step than this one, the link goes there. */
export function Num({ sel, step, value, data }) {
  const here = step === undefined || step === data.step, there = here ? data : peek(step);
  const part = parse(sel).part, name = part === "parameters" ? "value" : part.replace(/s$/, "");
  return html`<button class="num number" title=${here ? sel : `${sel} at S${step}`} onClick=${() => { if (!here) go(step); point(sel); }}>
    ${value !== undefined ? exact(value) : there ? exact(lookup(there, sel)) : `${name} at S${step}`}</button>`;
}

export function Token({ token, data }) {
  if (token === null || token === undefined || typeof token === "string") return token ?? "";
  return typeof token === "number" ? html`<span class="number">${exact(token)}</span>` : html`<${Num} ...${token} data=${data} />`;
}

/** Lines of text and numbers. */
export const Lines = ({ lines, data }) => lines.map((line, i) => html`<p class="line" key=${i}>${line.map((token, j) => html`<${Token} key=${j} token=${token} data=${data} />`)}</p>`);
