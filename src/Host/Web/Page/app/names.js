// A choice among plugins of a kind; the first choice leaves things as they are.
import { html } from "./html.js";
import { useStore } from "./store.js";

export function Names({ kind, value, now, change }) {
  const { plugins } = useStore();
  return html`<select name=${kind} value=${value} onChange=${change}><option value="">as it is: ${now.split("(")[0]}</option>
    ${(plugins ?? []).filter(one => one.kind === kind).map(one => html`<option key=${one.name} value=${one.name} title=${one.summary}>${one.name}</option>`)}</select>`;
}
