// By hand: the article's text for this step and this row, as `functional show RUN@N --row R` prints it.
import { html, useEffect, useRef, useState } from "./html.js";
import { useStore } from "./store.js";
import { get, path } from "./api.js";
import { say } from "./actions.js";
import { RowPicker } from "./row.js";

/** The newest answer to a question that changes with time; while one is on its way, only the newest wish is remembered. */
export function useNewest(question) {
  const [answer, put] = useState(null), wish = useRef(null), busy = useRef(false);
  useEffect(() => {
    wish.current = question;
    const next = async () => {
      if (busy.current) return;
      const asked = wish.current;
      if (!asked) return;
      busy.current = true;
      wish.current = null;
      try { const value = await get(asked); put({ asked, value }); } catch (wrong) { put(null); say(wrong); }
      busy.current = false;
      if (wish.current) next();
    };
    next();
  }, [question]);
  return answer;
}

export function ByHand() {
  const { data, run, row } = useStore();
  const answer = useNewest(data ? path(run, `/worked/${data.step}`, { row }) : null);
  return html`<div class="hand"><div class="bar"><${RowPicker} /><p class="caption">This step as the article works it: three decimals, every number filled in.</p></div>
    <pre class="worked" tabindex="0" aria-label="The step worked by hand">${answer ? answer.value.lines.join("\n") : "…"}</pre></div>`;
}
