// Slow motion: the phases of one step, one after the other. Play goes through them and on to the next step.
import { html } from "./html.js";
import { useStore, set } from "./store.js";
import { PHASES } from "./phases.js";

export function Phases() {
  const { phase } = useStore();
  return html`<ol class="phases" aria-label="Phases of this step">${PHASES.map((one, i) => html`<li key=${one.id}>
    <button aria-current=${i === phase ? "step" : null} onClick=${() => set({ phase: i })}>${one.name}</button></li>`)}</ol>`;
}
