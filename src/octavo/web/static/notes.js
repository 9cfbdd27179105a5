// Words of an article that somebody selects: a toolbar beside them, and notes kept without a reload.
import { complain, send } from "./discussion.js";
import { announce } from "./marks.js";
import { mark } from "./remarks.js";

const text = () => document.querySelector("article > .text");
const tools = document.getElementById("noting");
let chosen;

/** Offer what can be done with words of the article as soon as they are selected. */
export function note() {
  if (!tools || !text()) return;
  document.addEventListener("selectionchange", selected);
  document.addEventListener("keydown", pressed);
  tools.addEventListener("submit", submitted);
  tools.addEventListener("reset", leave);
  tools.querySelector("[data-write]").addEventListener("click", () => write(true));
}

function selected() {
  if (document.activeElement.id === "note-body") return;
  const selection = getSelection(), words = selection.toString().trim(), speaks = tools.querySelector(".about-words");
  tools.hidden = !words || [selection.anchorNode, selection.focusNode].some((end) => !text().contains(end) || end.parentElement.closest(".sidenote"));
  if (tools.hidden) return void write(false);
  chosen = selection.getRangeAt(0).cloneRange();
  speaks.hidden = !document.getElementById("say") || words.length >= 1000;
  speaks.dataset.quote = words;
  tools.querySelector("[data-ask]").search = new URLSearchParams({ q: words.slice(0, 400) });
  for (const button of tools.querySelectorAll('[name="term"]')) button.value = words.slice(0, 120);
  const box = chosen.getBoundingClientRect(), y = Math.min(box.bottom, innerHeight - 70) + scrollY;
  for (const [name, value] of [["--x", box.left + scrollX], ["--y", y]]) tools.style.setProperty(name, `${value}px`);
}

// The field takes the selection away: what it is about stays lit.
function write(on) {
  document.getElementById("note-writing").hidden = !on;
  tools.querySelector("[data-write]").ariaExpanded = String(on);
  if (globalThis.Highlight) CSS.highlights.set("chosen", new Highlight(...(on ? [chosen] : [])));
  if (!on) return;
  document.getElementById("note-body").focus({ preventScroll: true });
  tools.scrollIntoView({ block: "nearest" });
}

function leave() {
  document.activeElement.blur();
  getSelection().removeAllRanges();
  write(!(tools.hidden = true));
}

function pressed(event) {
  if (tools.hidden || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Escape") return void leave();
  if (event.defaultPrevented || event.target.closest("input, textarea, select") || !["h", "e"].includes(event.key)) return;
  event.preventDefault();
  if (event.key === "e") write(true);
  else tools.requestSubmit(tools.querySelector('[value="highlight"]'));
}

// Sent twice, it is kept once.
async function submitted(event) {
  if (event.submitter?.name !== "kind") return;
  event.preventDefault();
  tools.elements.place.value = placeOf(chosen);
  try {
    const said = await send(tools, event.submitter);
    tools.reset();
    const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
    text().replaceChildren(...page.querySelector("article > .text").childNodes);
    document.getElementById("notes").replaceWith(page.getElementById("notes"));
    mark();
    text().querySelector(`.to-note[href="#note-${said.note}"]`)?.focus({ preventScroll: true });
    announce("Kept in your notes");
  } catch (error) {
    complain(tools, error.message);
  }
}

// From sentence to sentence, in characters of the article's own: code points, as the server counts them.
function placeOf(range) {
  const touched = [...text().querySelectorAll("[data-s]")].filter((piece) => range.intersectsNode(piece));
  const place = (piece, node, offset) => {
    const ahead = document.createRange(), [block, start] = piece.dataset.s.slice(1).split("-").map(Number);
    ahead.selectNodeContents(piece);
    const side = ahead.comparePoint(node, offset);
    if (side === 0) ahead.setEnd(node, offset);
    if (side < 0) ahead.collapse(true);
    ahead.setStartBefore(document.getElementById(piece.dataset.s));
    const words = ahead.cloneContents();
    words.querySelectorAll(".remark").forEach((remark) => remark.remove());
    return `${block}.${start + [...words.textContent].length}`;
  };
  return touched.length ? `${place(touched[0], range.startContainer, range.startOffset)}-${place(touched.at(-1), range.endContainer, range.endOffset)}` : "";
}
