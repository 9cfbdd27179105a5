// The keyboard, as readers of Miniflux and Google Reader know it.
import { currentRow, heart, list, neighbour, openArticle, rows, wayBack } from "./places.js";
import { announce, toggle } from "./marks.js";
import { fold, nudge } from "./look.js";

const CHORD = 1500;
let pending = 0;

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  n: () => move(1),
  p: () => move(-1),
  o: () => currentRow()?.querySelector(".headline, a").click(),
  v: original,
  m: () => mark("read"),
  s: () => mark("star"),
  u: () => { if (openArticle() || !list()) location.assign(wayBack()); },
  c: () => { const link = currentRow()?.querySelector(".headline"); if (link) location.assign(`${link.pathname}#discussion`); },
  d: done,
  A: markAll,
  r: () => location.reload(),
  x: fold,
  "+": () => nudge(1),
  "=": () => nudge(1),
  "-": () => nudge(-1),
  "/": search,
  "?": () => document.getElementById("keys").showModal(),
};

/** Hear keys, save those that somebody types into a field or that belong to the browser. */
export function listen() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") leave(event.target);
    if (document.documentElement.dataset.keys === "false") return;
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
  // The help says where chords lead.
  const place = waiting && document.querySelector(`#keys [data-chord="${CSS.escape(event.key)}"]`);
  if (place) return () => location.assign(place.dataset.go);
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
  if (next) focus(heart(next));
  else if (step > 0) focus(document.querySelector(".more, .older"));
}

function focus(element) {
  if (!element) return;
  element.focus({ preventScroll: true });
  (currentRow() ?? element).scrollIntoView({ block: "nearest" });
}

function mark(kind) {
  const owner = currentRow() ?? openArticle();
  const button = owner?.querySelector(`[data-mark="${kind}"]`);
  if (button) toggle(button);
}

// Read, and on to the next; after the last one back to the list.
async function done() {
  const button = (currentRow() ?? openArticle())?.querySelector('[data-mark="read"]');
  const marked = button?.getAttribute("aria-pressed") === "false" && toggle(button);
  if (!openArticle()) return move(1);
  await marked;
  return neighbour(1) ? move(1) : location.assign(wayBack());
}

// Asked for twice: the button that does it gets the focus.
function markAll() {
  const confirm = document.querySelector(".confirm");
  if (!confirm) return announce("There is nothing to mark here.");
  confirm.open = true;
  return confirm.querySelector("button").focus();
}

function leave(at) {
  const open = at.closest("details[open]:is(.aa, .confirm)");
  if (open) { open.open = false; open.querySelector("summary").focus(); }
  else if (at.matches("input, textarea, select") && !document.querySelector("dialog[open]")) at.blur();
}

function original() {
  const row = currentRow();
  const url = row?.dataset.article ? `/article/${row.dataset.article}/original` : openArticle()?.dataset.original;
  if (url) open(url, "_blank", "noopener,noreferrer");
  else announce("This article has no address of its own.");
}

function search() {
  const field = document.querySelector("main [type=search]") ?? document.getElementById("find");
  field?.focus();
  field?.select();
}
