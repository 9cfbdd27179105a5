// Conversations without a reload: posting, replying in place, reactions, what is new, words marked in the text.
// Without this the same forms and links do the same by pages.
import { announce } from "./marks.js";
import { mark } from "./remarks.js";

const talk = () => document.querySelector("[data-talk]");
let source;

/** Make what is on this page quick. */
export function converse() {
  const section = talk();
  document.addEventListener("submit", submitted, true);
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", pressed, true);
  if (!section) return;
  mark();
  addEventListener("load", () => focusOn(location.hash));
  addEventListener("hashchange", () => focusOn(location.hash));
  listen();
}

function focusOn(hash) {
  const target = /^#comment-\d+$/.test(hash) ? document.getElementById(hash.slice(1)) : null;
  requestAnimationFrame(() => requestAnimationFrame(() => target?.focus()));
}

async function submitted(event) {
  const form = event.target, button = event.submitter;
  if (!talk() || !(form.matches("form.say") || form.id === "reacting")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  try {
    const said = await send(form, button);
    const at = said ? `comment-${said.comment}` : button.closest(".comment").id;
    await refresh(!said);
    const target = document.getElementById(at);
    if (!target) location.assign(`/comment/${said.comment}`);
    else if (said) { target.focus(); announce(said.state === "published" ? "Posted" : said.reason); }
    else target.querySelector(`:scope > .deeds [value="${CSS.escape(button.value)}"]`)?.focus();
  } catch (error) {
    complain(form, error.message);
  } finally {
    form.ariaBusy = null;
  }
}

/** Send a form as a script does: what the server says to it, or an error in a sentence. */
export async function send(form, button) {
  const url = button?.getAttribute("formaction") ?? form.getAttribute("action"), body = new URLSearchParams(new FormData(form, button));
  const asked = fetch(url, { method: "POST", body, headers: { accept: "application/json" }, signal: AbortSignal.timeout(30_000) });
  const reply = await asked.catch(() => null), said = await reply?.json().catch(() => null);
  if (reply?.ok && (said || reply.status === 204)) return said;
  // The form keeps its key: sent again, it says its thing once.
  throw new Error(said?.sentence ?? "The server cannot be reached. What you wrote is still here: try again.");
}

/** Say under a form what is wrong. */
export function complain(form, sentence) {
  let problem = form.querySelector(".problem");
  if (!problem) form.append(problem = Object.assign(document.createElement("p"), { className: "problem" }));
  problem.setAttribute("role", "alert");
  problem.textContent = sentence;
}

async function fresh() {
  const here = talk().dataset.talk, own = location.pathname === here ? location.search : "";
  const reply = await fetch(here + own, { headers: { accept: "text/html" } });
  return new DOMParser().parseFromString(await reply.text(), "text/html").querySelector("[data-talk]");
}

// What somebody has begun to write, under the key with which it would be sent: a page that changes keeps it.
function draft() {
  const form = document.getElementById("say");
  if (!form?.elements.body.value) return () => {};
  const { body, quote, key, parent } = form.elements, [from, to] = [body.selectionStart, body.selectionEnd];
  const label = form.querySelector('label[for="say-body"]').textContent, focused = document.activeElement === body;
  return () => {
    const now = document.getElementById("say");
    if (!now) return;
    if (parent || quote.value) aim(parent?.value, quote.value, label);
    document.querySelector(`#comment-${parent?.value ?? 0} > .deeds`)?.after(now);
    now.elements.key.value = key.value;
    now.elements.body.value = body.value;
    now.elements.body.setSelectionRange(from, to);
    if (focused) now.elements.body.focus();
  };
}

async function refresh(keeps = true) {
  const found = await fresh();
  if (!found) return;
  for (const field of found.querySelectorAll('[name="next"]')) field.value = location.pathname + location.search;
  const restore = keeps ? draft() : () => {};
  talk().replaceWith(document.importNode(found, true));
  restore();
  mark();
}

function clicked(event) {
  const link = event.target.closest("[data-reply]");
  if (link && talk() && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    aim(link.dataset.reply, "", `Your reply to ${link.dataset.name}`);
    link.closest(".deeds").after(document.getElementById("say"));
    document.getElementById("say-body").focus();
  }
  const remark = event.target.closest(".remark");
  if (remark) focusOn(remark.hash);
  if (event.target.matches(".about-words")) speakOf(event.target.dataset.quote);
  if (event.target.matches(".news button")) refresh().then(() => document.querySelector(".fresh")?.closest(".comment").focus());
}

function aim(parent, quote, label) {
  const form = document.getElementById("say");
  form.querySelector('[name="parent"]')?.remove();
  if (parent) form.prepend(Object.assign(document.createElement("input"), { type: "hidden", name: "parent", value: parent }));
  form.elements.quote.value = quote;
  const cited = form.querySelector(".cited");
  cited.hidden = !quote;
  cited.textContent = quote;
  form.querySelector('label[for="say-body"]').textContent = label;
}

function speakOf(words) {
  aim("", words, "Say something about these words");
  talk().querySelector(".threads, .begin").after(document.getElementById("say"));
  getSelection().removeAllRanges();
  document.getElementById("say-body").focus();
}

function listen() {
  const open = () => { source ??= new EventSource(`${talk().dataset.talk}/live`); source.addEventListener("stamp", changed); };
  const close = () => { source?.close(); source = null; };
  if (document.visibilityState === "visible") open();
  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? open() : close()));
  addEventListener("pagehide", close);
}

async function changed(event) {
  const news = talk().querySelector(".news");
  if (event.data === talk().dataset.stamp || !news) return;
  const busy = document.getElementById("say-body")?.value || talk().contains(document.activeElement);
  if (!busy) return void refresh();
  news.hidden = false;
  news.innerHTML = '<button type="button" class="plain">Something new was said. Show it</button>';
}

function pressed(event) {
  const elsewhere = event.target.closest("input, textarea, select") || document.querySelector('dialog[open], [data-keys="false"]');
  if (event.key !== "c" || event.ctrlKey || event.altKey || event.metaKey || !talk() || elsewhere) return;
  event.preventDefault();
  talk().focus();
}
