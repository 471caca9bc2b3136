// Why a run ends where it does, where that is not where it was to end.
import { html } from "./html.js";
import { useStore } from "./store.js";
import { count } from "./numbers.js";

const SAYS = {
  interrupted: end => `Interrupted, of S${count(end)} that were planned.`,
  recording: end => `Not finished, of S${count(end)} that were planned.`,
  "non-finite": () => "Ended with the last state whose numbers are all finite.",
  failed: () => "Ended by a fault of a plugin.",
};

export function Ending() {
  const { info } = useStore(), says = info && SAYS[info.status];
  if (!says) return null;
  const goes = info.status === "interrupted" || info.status === "recording";
  return html`<p class="ending">${says(info.first + info.planned)} What is recorded is whole${goes ? html`; <code>functional resume ${info.run}</code> goes on.` : "."}</p>`;
}
