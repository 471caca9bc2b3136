// Which row of the step is worked out.
import { html } from "./html.js";
import { useStore, set } from "./store.js";
import { short } from "./numbers.js";

export function RowPicker() {
  const { data, row } = useStore();
  if (!data) return null;
  const name = (inputs, r) => `row ${data.rows[r]}: ${inputs.slice(0, 4).map(short).join(" ")}${inputs.length > 4 ? " …" : ""} → ${data.targets[r].slice(0, 4).map(short).join(" ")}`;
  return html`<label class="rowpicker"><span>Row</span> <select id="row" value=${row} onChange=${event => set({ row: Number(event.target.value) })}>
    ${data.inputs.slice(0, 500).map((inputs, r) => html`<option key=${r} value=${r}>${name(inputs, r)}</option>`)}</select></label>`;
}
