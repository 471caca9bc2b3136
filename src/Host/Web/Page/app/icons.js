// The signs on the buttons of time, drawn, so that they look the same with every font.
import { html } from "./html.js";

const PATHS = {
  first: "M4 3v10M13 3 6 8l7 5z", last: "M12 3v10M3 3l7 5-7 5z", play: "M4 2.5 13 8l-9 5.5z", back: "M12 2.5 3 8l9 5.5z",
  pause: "M5 3v10M11 3v10", on: "M6 3l5 5-5 5", off: "M10 3 5 8l5 5", farOn: "M3 3l5 5-5 5M8 3l5 5-5 5", farOff: "M13 3 8 8l5 5M8 3 3 8l5 5",
};
const SOLID = new Set(["first", "last", "play", "back"]);

export const icon = name => html`<svg class=${SOLID.has(name) ? "icon solid" : "icon"} viewBox="0 0 16 16" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
