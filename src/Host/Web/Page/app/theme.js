// Light, dark, or as the system says. The choice is kept where the browser lets us.
import { set } from "./store.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const kept = () => { try { return localStorage.getItem("functional-theme"); } catch { return null; } };

function apply() {
  const theme = kept() ?? (dark.matches ? "dark" : "light");
  document.documentElement.dataset.theme = theme;
  set({ theme });
}

export function turn() {
  const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  try { localStorage.setItem("functional-theme", next); } catch { /* a private window forgets it */ }
  document.documentElement.dataset.theme = next;
  set({ theme: next });
}

export function start() {
  dark.addEventListener("change", apply);
  apply();
}
