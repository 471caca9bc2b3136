import { html } from "./html.js";
export const Data = () => html`<p></p>`;
