// How to read, changed in place: shown at once, kept by the server, taken back with a word when it could not be.
import { announce } from "./marks.js";

const root = document.documentElement;

/** Let every form about how to read work without a reload. */
export function adjust() {
  root.classList.add("saving");
  const here = document.querySelector("[data-zone]"), zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (here && [...here.form.elements.zone[0].options].some((one) => one.value === zone && !one.selected)) {
    Object.assign(here, { hidden: false, value: zone, textContent: `${here.textContent} ${zone}` });
  }
  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    if (!form.matches("[data-look]") || !button?.name) return;
    event.preventDefault();
    wear(button.name, button.value, form.action);
  });
  addEventListener("pagehide", leave);
  document.addEventListener("change", ({ target: field }) => {
    if (!field.form?.matches("[data-look]")) return;
    wear(field.name, field.type === "checkbox" ? String(field.checked) : field.value, field.form.action);
  });
}

export function nudge(step) {
  const size = Number(root.dataset.size || 3) + step;
  if (size >= 1 && size <= 5) wear("size", String(size), "/settings/look");
  else announce(step > 0 ? "The type is at its largest." : "The type is at its smallest.");
}

export const fold = () => wear("density", root.dataset.density === "compact" ? "comfortable" : "compact", "/settings/look");

// One at a time, so that the last choice is the one that stays; who leaves the page meanwhile sends what is left at once.
const waiting = new Map(), kept = new Map();
let sending = false;

function wear(name, value, url) {
  if (!kept.has(name)) kept.set(name, initial(name));
  waiting.set(name, { value, url });
  show(name, value);
  if (!sending) send();
}

async function send() {
  sending = true;
  for (const [name, choice] of waiting) {
    waiting.delete(name);
    const reply = await post(name, choice).catch(() => null);
    if (reply?.ok) kept.set(name, choice.value);
    else if (!waiting.has(name)) show(name, kept.get(name));
    announce(reply?.ok ? "Kept" : "This could not be kept. Try again in a moment.");
  }
  sending = false;
  tell();
}

const post = (name, { value, url }) => fetch(url, { method: "POST", body: new URLSearchParams({ [name]: value }), headers: { accept: "application/json" }, keepalive: true });

function leave() {
  for (const [name, choice] of waiting) post(name, choice).catch(() => {});
  waiting.clear();
}

// What a page tells by the choice, as the server puts it.
async function tell() {
  const told = document.querySelector("[data-told]");
  const page = told && await fetch(location.href).then((reply) => reply.text()).catch(() => "");
  const now = new DOMParser().parseFromString(page ?? "", "text/html").querySelector("[data-told]");
  if (now) told.replaceWith(now);
}

const controls = (name) => [...document.querySelectorAll(`[data-look] [name="${CSS.escape(name)}"]`)];

// What was chosen when the page came.
function initial(name) {
  for (const one of controls(name)) {
    if (one.type === "checkbox") return String(one.defaultChecked);
    if (one.type === "select-one") return ([...one.options].find((each) => each.defaultSelected) ?? one.options[0]).value;
    if (one.type === "radio" ? one.defaultChecked : one.ariaPressed === "true") return one.value;
  }
  return root.dataset[name] ?? "";
}

function show(name, value) {
  root.dataset[name] = value;
  for (const one of controls(name)) {
    if (one.type === "submit") one.ariaPressed = String(one.value === value);
    if (one.type === "radio") one.checked = one.value === value;
    if (one.type === "checkbox") one.checked = value === "true";
    if (one.type === "select-one") one.value = value;
  }
}
