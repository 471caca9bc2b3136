// Questions of a view that change with time.
import { useEffect, useRef, useState } from "./html.js";
import { get } from "./api.js";
import { say } from "./actions.js";

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
