import { html } from "./html.js";
export const Runs = () => html`<p></p>`;
