// How an optimizer made an update and a loss its sum, told by themselves: every line of the arithmetic with the numbers in it, as
// `functional show RUN@N --parameter NAME` has it. Asked for when nothing moves; until it is there, what is known anyway is shown.
import { html } from "./html.js";
import { useStore } from "./store.js";
import { path } from "./api.js";
import { useNewest } from "./newest.js";
import { Token, Lines } from "./token.js";

const MOST_LINES = 100;

/** @param step the step that made the number @param where the line that is meant @param lines what is shown meanwhile
 *  @param formula the plugin's own words, for one that does not tell @param passed [row, output]: what the loss passes back there */
export function Told({ step, parameter, where, lines, formula, passed, data }) {
  const { run, playing } = useStore();
  const question = playing ? null : path(run, `/told/${step}`, { parameter }), answer = useNewest(question);
  if (!answer || answer.asked !== question || !answer.value.parts) return html`<${Lines} lines=${lines} data=${data} />`;
  const parts = passed ? answer.value.parts.map(part => ({ id: part.id, lines: answer.value.passed?.[passed[0]]?.[passed[1]] ?? [] })) : answer.value.parts;
  return html`<div class="told">${parts.map((part, i) => html`<section key=${i}><h4>${part.id}</h4>
    ${part.lines.length
      ? html`<table class="told-lines"><tbody>${part.lines.slice(0, MOST_LINES).map((line, j) => html`<tr key=${j} aria-current=${line.where === where ? "true" : null}>
          <th scope="row">${line.name}</th><td>${tokens(line, part, step).map((token, k) => html`<${Token} key=${k} token=${token} data=${data} />`)}</td></tr>`)}</tbody></table>
        ${part.lines.length > MOST_LINES && html`<p class="quiet">… and ${part.lines.length - MOST_LINES} more</p>`}`
      : html`<p class="line">${formula ?? "It does not say how."}</p>${part.arrives !== undefined && html`<p class="line"><${Token} token=${part.arrives} /> became <${Token} token=${part.leaves} /></p>`}`}</section>`)}</div>`;
}

/** The pieces of a line and, where it was computed, what came out. */
function tokens(line, part, step) {
  const pieces = line.pieces.map(piece => typeof piece === "string" ? piece : token(piece, part, step));
  const computed = line.pieces.length > 1;
  return computed ? [...pieces, " = ", lies(line.where, line.value, step)] : pieces;
}

function token({ value, where, line }, part, step) {
  const named = line && part.lines.find(other => other.name === line);
  return named ? lies(named.where, value, step) : where ? { sel: where, step, value } : Number(value);
}

/** A number that a line made: the optimizer's memory is that of the next state. */
const lies = (where, value, step) => where ? { sel: where, step: where.startsWith("slots.") ? step + 1 : step, value } : Number(value);
