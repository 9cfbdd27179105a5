// Long work without a reload, files that are dropped, and addresses that Enter sends.
import { announce } from "./marks.js";

const shown = () => document.querySelector("[data-progress]");

/** Make following and fetching quick. */
export function follow() {
  document.querySelectorAll("[data-one-line]").forEach((field) => field.addEventListener("keydown", sends));
  const form = document.querySelector("[data-drop]");
  if (form) drops(form);
  if (shown()?.dataset.running !== undefined) watch();
  if (document.querySelector("[data-coming]")) awaitPaper();
}

// The front page waits for its first stories, and is there when they are.
function awaitPaper() {
  const source = new EventSource("/progress/live");
  source.addEventListener("stamp", async () => {
    const page = await fetch("/progress/now", { headers: { accept: "text/html" } }).then((reply) => reply.text()).catch(() => null);
    const now = new DOMParser().parseFromString(page ?? "", "text/html"), told = document.querySelector(".working a");
    if (page && !now.querySelector("[data-running]")) location.reload();
    else if (page && told) told.textContent = `${now.querySelector("h1").textContent} ${now.querySelector("progress")?.parentElement.textContent.trim() ?? ""}`;
  });
  addEventListener("pagehide", () => source.close());
}

// In one line Enter sends, as in any field for an address; of several lines it begins another.
function sends(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.target.value.includes("\n")) return;
  event.preventDefault();
  event.target.form.requestSubmit(event.target.form.querySelector("button"));
}

function drops(form) {
  const isFile = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    form.classList.add("over");
  });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("over"); });
  addEventListener("drop", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    form.closest("details")?.setAttribute("open", "");
    form.querySelector("[type=file]").files = event.dataTransfer.files;
    form.requestSubmit(form.querySelector("button"));
  });
}

function watch() {
  let busy = false;
  const source = new EventSource("/progress/live");
  source.addEventListener("stamp", async () => {
    if (busy) return;
    busy = true;
    try {
      const reply = await fetch("/progress/now", { headers: { accept: "text/html" } });
      if (reply.ok) put(await reply.text());
    } catch { /* the stream says by itself when the server is back */ } finally { busy = false; }
    if (shown().dataset.running === undefined) source.close();
  });
  addEventListener("pagehide", () => source.close());
}

function put(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-progress]");
  const focused = shown().contains(document.activeElement);
  const said = fresh.querySelector("h1").textContent;
  if (said !== shown().querySelector("h1").textContent) announce(said);
  shown().replaceWith(document.importNode(fresh, true));
  if (focused) shown().querySelector("button")?.focus();
}
