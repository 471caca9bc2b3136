// By hand: the article's text for this step and this row, as `functional show RUN@N --row R` prints it.
import { html } from "./html.js";
import { useStore } from "./store.js";
import { path } from "./api.js";
import { useNewest } from "./newest.js";
import { RowPicker } from "./row.js";

export function ByHand() {
  const { data, run, row } = useStore();
  const answer = useNewest(data ? path(run, `/worked/${data.step}`, { row }) : null);
  return html`<div class="hand"><div class="bar"><${RowPicker} /><p class="caption">This step as the article works it: three decimals, every number filled in.</p></div>
    <pre class="worked" tabindex="0" aria-label="The step worked by hand">${answer ? answer.value.lines.join("\n") : "…"}</pre></div>`;
}
