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

async function wear(name, value, url) {
  const before = root.dataset[name] ?? "";
  show(name, value);
  try {
    const body = new URLSearchParams({ [name]: value });
    const reply = await fetch(url, { method: "POST", body, headers: { accept: "application/json" }, keepalive: true });
    if (!reply.ok) throw new Error(reply.status);
    announce("Kept");
    const told = document.querySelector("[data-told]"), page = told && await (await fetch(location.href)).text();
    told?.replaceWith(new DOMParser().parseFromString(page, "text/html").querySelector("[data-told]"));
  } catch {
    show(name, before);
    announce("This could not be kept. Try again in a moment.");
  }
}

function show(name, value) {
  root.dataset[name] = value;
  for (const one of document.querySelectorAll(`[data-look] [name="${CSS.escape(name)}"]`)) {
    if (one.type === "submit") one.ariaPressed = String(one.value === value);
    if (one.type === "radio") one.checked = one.value === value;
    if (one.type === "select-one") one.value = value;
  }
}
