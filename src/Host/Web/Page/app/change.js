import { html } from "./html.js";
export const Change = () => html`<p></p>`;
