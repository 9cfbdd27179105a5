// The moderators' queue by keyboard. Without this its boxes and buttons do the same.
import { complain } from "./discussion.js";

const items = () => [...document.querySelectorAll(".queue > li")];
const current = () => document.activeElement.closest(".queue > li");
const step = (by) => () => { const all = items(), at = all.indexOf(current()); (all[at < 0 ? 0 : at + by] ?? all[at])?.focus(); };
const decide = (action) => () => {
  const form = document.querySelector("[data-queue]"), here = current() ?? items()[0];
  if (!form) return;
  if (!form.querySelector('[name="comment"]:checked')) here.querySelector("input").checked = true;
  form.requestSubmit(form.querySelector(`[name="action"][value="${action}"]`));
};
const QUEUE = {
  j: step(1), k: step(-1), a: decide("publish"), r: decide("reject"), s: decide("spam"), l: decide("settle"),
  x: () => current()?.querySelector("input").click(),
  u: () => document.querySelector("[data-undo] button")?.click(),
};

/** Let keys decide what waits. */
export function moderate() {
  if (!document.querySelector("[data-queue], [data-undo]")) return;
  document.addEventListener("keydown", pressed, true);
  document.querySelector("[data-queue]")?.addEventListener("submit", (event) => {
    if (event.target.querySelector('[name="comment"]:checked')) return;
    event.preventDefault();
    complain(event.target.querySelector(".deciding"), "Choose the comments first.");
  });
  const all = document.querySelector("[data-all]");
  all?.addEventListener("change", () => { for (const box of document.querySelectorAll('[name="comment"]')) box.checked = all.checked; });
  if (!document.querySelector("[data-undo]")) items()[0]?.focus();
}

function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || document.querySelector('dialog[open], [data-keys="false"]')) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  const act = QUEUE[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}
