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
  tools.querySelector("[data-write]").addEventListener("click", () => write(true));
}

function selected() {
  if (document.activeElement.id === "note-body") return;
  const selection = getSelection(), words = selection.toString().trim();
  tools.hidden = !words || !text().contains(selection.anchorNode) || !text().contains(selection.focusNode);
  if (tools.hidden) return void write(false);
  chosen = selection.getRangeAt(0).cloneRange();
  const speaks = tools.querySelector(".about-words"), box = chosen.getBoundingClientRect();
  speaks.hidden = !document.getElementById("say") || words.length >= 1000;
  speaks.dataset.quote = words;
  tools.querySelector("[data-ask]").search = new URLSearchParams({ q: words.slice(0, 400) });
  for (const button of tools.querySelectorAll('[name="term"]')) button.value = words.slice(0, 200);
  tools.style.setProperty("--x", `${box.left + scrollX}px`);
  tools.style.setProperty("--y", `${Math.min(box.bottom, innerHeight - 70) + scrollY}px`);
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
  tools.hidden = true;
  write(false);
  getSelection().removeAllRanges();
}

function pressed(event) {
  if (tools.hidden || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Escape") return void leave();
  if (event.defaultPrevented || event.target.closest("input, textarea, select") || !["h", "e"].includes(event.key)) return;
  event.preventDefault();
  if (event.key === "e") write(true);
  else tools.requestSubmit(tools.querySelector('[value="highlight"]'));
}

async function submitted(event) {
  if (event.submitter?.name !== "kind") return;
  event.preventDefault();
  if (tools.ariaBusy === "true") return;
  tools.ariaBusy = "true";
  tools.elements.place.value = placeOf(chosen);
  try {
    await send(tools, event.submitter);
    tools.reset();
    leave();
    const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
    text().replaceChildren(...document.importNode(page.querySelector("article > .text"), true).childNodes);
    document.getElementById("notes").replaceWith(document.importNode(page.getElementById("notes"), true));
    mark();
    announce("Kept in your notes");
  } catch (error) {
    complain(tools, error.message);
  } finally {
    tools.ariaBusy = null;
  }
}

// How many characters of a stretch of the page are the article's own: code points, as the server counts them.
function count(range) {
  const part = range.cloneContents();
  for (const remark of part.querySelectorAll(".remark")) remark.remove();
  return [...part.textContent].length;
}

function placeOf(range) {
  const told = {}, ends = [];
  for (const piece of text().querySelectorAll("[data-s]")) {
    const whole = document.createRange(), [block, start] = piece.dataset.s.slice(1).split("-").map(Number);
    whole.selectNodeContents(piece);
    const begins = told[piece.dataset.s] ?? start, part = whole.cloneRange();
    told[piece.dataset.s] = begins + count(whole);
    if (!range.intersectsNode(piece)) continue;
    if (part.compareBoundaryPoints(Range.START_TO_START, range) < 0) part.setStart(range.startContainer, range.startOffset);
    if (part.compareBoundaryPoints(Range.END_TO_END, range) > 0) part.setEnd(range.endContainer, range.endOffset);
    whole.setEnd(part.startContainer, part.startOffset);
    const at = begins + count(whole), length = count(part);
    if (length) ends.push(`${block}.${at}`, `${block}.${at + length}`);
  }
  return ends.length ? `${ends[0]}-${ends.at(-1)}` : "";
}
