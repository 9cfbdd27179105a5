// Words of an article that somebody selects: a toolbar beside them, and notes kept without a reload.
import { announce } from "./marks.js";
import { mark } from "./remarks.js";

const text = () => document.querySelector("article > .text");
const tools = () => document.getElementById("noting");
let chosen;

/** Offer what can be done with words of the article as soon as they are selected. */
export function note() {
  if (!tools() || !text()) return;
  document.addEventListener("selectionchange", selected);
  document.addEventListener("keydown", pressed);
  document.addEventListener("submit", submitted);
  tools().addEventListener("click", (event) => { if (event.target.closest("[data-write]")) write(); });
}

function selected() {
  const form = tools(), selection = getSelection();
  if (form.contains(document.activeElement) && document.activeElement.matches("textarea")) return;
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const words = selection.toString().trim();
  const fits = words && range && text().contains(selection.anchorNode) && text().contains(selection.focusNode);
  chosen = fits ? range.cloneRange() : null;
  if (!fits) return void hide();
  const speaks = form.querySelector(".about-words"), box = range.getBoundingClientRect();
  speaks.hidden = !document.getElementById("say") || words.length >= 1000;
  speaks.dataset.quote = words;
  form.querySelector("[data-ask]").search = new URLSearchParams({ q: words.slice(0, 400) });
  for (const button of form.querySelectorAll('[name="term"]')) button.value = words.slice(0, 200);
  form.style.setProperty("--x", `${box.left + scrollX}px`);
  form.style.setProperty("--y", `${Math.min(box.bottom, innerHeight - 70) + scrollY}px`);
  form.hidden = false;
}

function hide() {
  const form = tools();
  form.hidden = document.getElementById("note-writing").hidden = true;
  form.querySelector("[data-write]").ariaExpanded = "false";
  form.querySelector(".problem").textContent = "";
}

function write() {
  document.getElementById("note-writing").hidden = false;
  tools().querySelector("[data-write]").ariaExpanded = "true";
  document.getElementById("note-body").focus({ preventScroll: true });
  tools().scrollIntoView({ block: "nearest" });
}

function pressed(event) {
  if (tools().hidden || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Escape") { getSelection().removeAllRanges(); hide(); return; }
  if (event.defaultPrevented || event.target.closest("input, textarea, select") || !["h", "e"].includes(event.key)) return;
  event.preventDefault();
  if (event.key === "e") write();
  else tools().requestSubmit(tools().querySelector('[value="highlight"]'));
}

async function submitted(event) {
  const form = event.target, button = event.submitter;
  if (form !== tools() || button?.name !== "kind") return;
  event.preventDefault();
  const place = chosen && placeOf(chosen);
  if (!place || form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  form.elements.place.value = place;
  try {
    const reply = await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(new FormData(form, button)), headers: { accept: "application/json" }, signal: AbortSignal.timeout(10_000) });
    const said = await reply.json();
    if (!reply.ok) throw new Error(said.sentence);
    form.reset();
    getSelection().removeAllRanges();
    hide();
    await redraw();
    announce("Kept in your notes");
  } catch (error) {
    const lost = error instanceof TypeError || error.name === "TimeoutError" || error instanceof SyntaxError;
    form.querySelector(".problem").textContent = lost ? "The server cannot be reached. Try again in a moment." : error.message;
  } finally {
    form.ariaBusy = null;
  }
}

async function redraw() {
  const reply = await fetch(location.pathname, { headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  text().replaceChildren(...document.importNode(page.querySelector("article > .text"), true).childNodes);
  document.getElementById("notes").replaceWith(document.importNode(page.getElementById("notes"), true));
  mark();
}

// How many characters a stretch of the page has that are the article's own: code points, as the server counts them.
function count(range) {
  const part = range.cloneContents();
  for (const remark of part.querySelectorAll(".remark")) remark.remove();
  return [...part.textContent].length;
}

function placeOf(range) {
  const told = {};
  let from, to;
  for (const piece of text().querySelectorAll("[data-s]")) {
    const whole = document.createRange(), address = piece.dataset.s;
    whole.selectNodeContents(piece);
    const [block, start] = address.slice(1).split("-").map(Number), begins = start + (told[address] ?? 0);
    told[address] = (told[address] ?? 0) + count(whole);
    if (!range.intersectsNode(piece)) continue;
    const part = whole.cloneRange();
    if (part.compareBoundaryPoints(Range.START_TO_START, range) < 0) part.setStart(range.startContainer, range.startOffset);
    if (part.compareBoundaryPoints(Range.END_TO_END, range) > 0) part.setEnd(range.endContainer, range.endOffset);
    const length = count(part);
    if (!length) continue;
    whole.setEnd(part.startContainer, part.startOffset);
    const at = begins + count(whole);
    from ??= `${block}.${at}`;
    to = `${block}.${at + length}`;
  }
  return from && `${from}-${to}`;
}
