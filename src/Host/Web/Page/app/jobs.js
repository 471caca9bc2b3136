import { html } from "./html.js";
export const Jobs = () => html`<p></p>`;
