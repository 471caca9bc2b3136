// Questions to the program. An answer is JSON or a problem in sentences.

export class Refusal extends Error {
  constructor(status, problems) {
    super(problems.map(sentence).join(" "));
    this.status = status;
    this.problems = problems;
  }
}

/** Where, what, and what to do, as the command line says it. */
function sentence(problem) {
  if (typeof problem === "string") return problem;
  const said = [problem.where, problem.what].filter(Boolean).join(": ");
  return problem.hint ? `${said}. ${problem.hint}` : `${said}.`;
}

async function refusal(response) {
  const body = await response.json().catch(() => null);
  return new Refusal(response.status, body?.error?.problems ?? [`The program answered ${response.status}.`]);
}

export const GONE = "The program does not answer. Is it still running? Start it again with: functional ui";

/** What came back, if it is good; a refusal else. */
async function answer(path, how) {
  let response;
  try { response = await fetch(path, how); }
  catch (wrong) {
    if (wrong.name === "AbortError") throw wrong;
    throw new Refusal(0, [GONE]);
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

export const text = async (path, signal) => (await answer(path, { signal })).text();

export const get = async (path, signal) => JSON.parse(await text(path, signal));

export async function post(path, body) {
  const response = await answer(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body ?? {}) });
  return response.status === 204 ? null : response.json();
}

/** "/api/runs/RUN/…" with the name and every setting written so that it arrives as it is. */
export function path(run, rest, query = {}) {
  const asked = Object.entries(query).filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
  return `/api/runs/${encodeURIComponent(run)}${rest}${asked ? `?${asked}` : ""}`;
}
