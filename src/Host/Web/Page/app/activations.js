import { html } from "./html.js";
export const Activations = () => html`<p></p>`;
