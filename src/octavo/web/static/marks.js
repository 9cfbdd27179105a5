// Marks without a reload: shown at once, taken back with a word when the server could not be reached.
const DEEDS = {
  star: { set: "star", unset: "unstar", said: ["Star taken away", "Starred"] },
  read: { set: "read", unset: "unread", said: ["Marked as unread", "Marked as read"] },
};

/** Say something to those who do not see it happen. */
export function announce(words) {
  const live = document.getElementById("live");
  if (!live) return;
  live.textContent = "";
  setTimeout(() => { live.textContent = words; }, 50);
}

/** Turn a star or read mark over. */
export async function toggle(button) {
  if (button.ariaBusy === "true") return;
  const deed = DEEDS[button.dataset.mark];
  const owner = button.closest("[data-article]");
  const on = button.getAttribute("aria-pressed") !== "true";
  button.ariaBusy = "true";
  show(button, owner, deed, on);
  try {
    const reply = await fetch(`/article/${owner.dataset.article}/${on ? deed.set : deed.unset}`, {
      method: "POST",
      headers: { accept: "application/json" },
      keepalive: true,
      signal: AbortSignal.timeout(30_000),
    });
    if (!reply.ok) throw new Error((await reply.json().catch(() => null))?.sentence);
    announce(deed.said[Number(on)]);
  } catch (error) {
    show(button, owner, deed, !on);
    complain(error instanceof TypeError || error.name === "TimeoutError" ? "" : error.message);
  } finally {
    button.ariaBusy = null;
  }
}

function show(button, owner, deed, on) {
  button.setAttribute("aria-pressed", String(on));
  const action = button.getAttribute("formaction").replace(/[^/]+$/, on ? deed.unset : deed.set);
  button.setAttribute("formaction", action);
  if (button.dataset.mark === "read") {
    owner.classList.toggle("read", on);
    count(owner.dataset.source, on ? -1 : 1);
  }
}

function count(source, step) {
  const shown = document.querySelectorAll(`[data-unread], [data-unread-of="${CSS.escape(source)}"]`);
  for (const element of shown) {
    const now = Number(element.textContent.replace(/\D/g, "")) + step;
    element.textContent = now > 0 ? String(now) : "";
    const within = element.closest("[data-shelf]")?.querySelector("[data-unread-within]");
    if (within) within.textContent = String(Math.max(0, Number(within.textContent) + step) || "");
  }
}

function complain(words) {
  const sentence = words || "The server cannot be reached, so the mark was not kept. Try again in a moment.";
  let note = document.querySelector(".note");
  if (!note) {
    note = document.createElement("p");
    note.className = "note";
    document.querySelector("main").before(note);
  }
  note.classList.add("problem");
  note.textContent = sentence;
  announce(sentence);
}
