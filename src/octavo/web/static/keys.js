// The keyboard, as readers of Miniflux and Google Reader know it.
import { currentRow, list, neighbour, openArticle, rows, wayBack } from "./places.js";
import { announce, toggle } from "./marks.js";

const LISTS = { e: "/", t: "/stories", o: "/topics", a: "/ask", h: "/latest", u: "/unread", s: "/starred", f: "/sources" };
const CHORD = 1500;
let pending = 0;

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  n: () => move(1),
  p: () => move(-1),
  o: () => currentRow()?.querySelector(".headline").click(),
  v: original,
  m: () => mark("read"),
  s: () => mark("star"),
  u: () => { if (openArticle() || !list()) location.assign(wayBack()); },
  "/": search,
  "?": () => document.getElementById("keys").showModal(),
};

/** Hear keys, save those that somebody types into a field or that belong to the browser. */
export function listen() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
    const act = chord(event) ?? KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function chord(event) {
  const waiting = event.timeStamp - pending < CHORD && pending > 0;
  pending = 0;
  if (waiting && LISTS[event.key]) return () => location.assign(LISTS[event.key]);
  if (event.key === "g") return () => { pending = event.timeStamp; };
  return null;
}

function move(step) {
  if (openArticle()) {
    const next = neighbour(step);
    if (next) location.assign(next);
    else announce(step > 0 ? "This is the last article of the list." : "This is the first article of the list.");
    return;
  }
  const all = rows();
  const at = all.indexOf(currentRow());
  const next = all[at < 0 ? 0 : at + step];
  if (next) focus(next.querySelector(".headline"));
  else if (step > 0) focus(document.querySelector(".more, .older"));
}

function focus(element) {
  if (!element) return;
  element.focus({ preventScroll: true });
  (element.closest(".row") ?? element).scrollIntoView({ block: "nearest" });
}

function mark(kind) {
  const owner = currentRow() ?? openArticle();
  const button = owner?.querySelector(`[data-mark="${kind}"]`);
  if (button) toggle(button);
}

function original() {
  const row = currentRow();
  const url = row ? `/article/${row.dataset.article}/original` : openArticle()?.dataset.original;
  if (url) open(url, "_blank", "noopener,noreferrer");
  else announce("This article has no address of its own.");
}

function search() {
  const field = document.getElementById("find");
  field?.focus();
  field?.select();
}
