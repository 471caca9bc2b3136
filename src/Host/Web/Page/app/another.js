// A fork that begins with another value of one number, from the number's own panel: at once, or with more changes in the form.
import { html, useEffect, useState } from "./html.js";
import { useStore } from "./store.js";
import { propose } from "./actions.js";
import { start } from "./jobs.js";
import { changeable, inDocument } from "./edits.js";
import { EMPTY, order } from "./forks.js";
import { exact } from "./numbers.js";
import { lookup } from "./quantity.js";

export function Another({ sel }) {
  const { info, data, run, locked } = useStore(), [value, write] = useState("");
  useEffect(() => write(""), [sel, run]);
  const number = locked || data.step >= info.last ? null : changeable({ info, data }, sel);
  if (!number) return null;
  const body = { ...order(run, data.step, EMPTY), ...(number.key === "edit" ? { edit: [`${number.name}=${value.trim()}`] } : { set: [inDocument(`${number.name}=${value.trim()}`)] }) };
  const send = event => { event.preventDefault(); start("/api/fork", body, run); };
  const more = () => propose(number.key, number.name, value.trim());
  return html`<form class="another" onSubmit=${send}>
    <label class="field"><span>Fork with another value${number.row === undefined ? "" : ` in row ${number.row}`}</span>
      <input name="another" value=${value} placeholder=${exact(lookup(data, sel))} spellcheck="false" autocomplete="off" onInput=${event => write(event.target.value)} /></label>
    <p><button class="small primary" type="submit" disabled=${!value.trim()}>Fork from S${data.step}</button> <button class="small" type="button" onClick=${more}>With more changes …</button></p></form>`;
}
