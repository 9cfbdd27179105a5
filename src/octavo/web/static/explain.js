// A selected term is explained where it stands; without a script there is a page for that.

/** Offer to explain what is selected in the article, where a model may be asked. */
export function explain() {
  const link = document.querySelector("[data-explain]"), text = document.querySelector("article > .text");
  if (!link || !text) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "explain-words", textContent: "Explain", hidden: true });
  document.body.append(button);
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection(), words = chosen.toString().trim();
    if (document.activeElement === button) return;
    button.hidden = !(words.length > 1 && words.length <= 120 && text.contains(chosen.anchorNode) && text.contains(chosen.focusNode));
    button.dataset.term = words;
  });
  button.addEventListener("click", () => show(link.href, button.dataset.term).finally(() => { button.hidden = true; }));
}

async function show(address, term) {
  const box = Object.assign(document.createElement("dialog"), { className: "explained" });
  box.setAttribute("aria-label", term);
  box.append(Object.assign(document.createElement("h2"), { textContent: term, dir: "auto" }), Object.assign(document.createElement("p"), { textContent: "The language model reads what your library says of it…" }));
  const close = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "Close" });
  close.addEventListener("click", () => box.close());
  box.addEventListener("close", () => box.remove());
  box.append(close);
  document.body.append(box);
  box.showModal();
  const reply = await fetch(address, { method: "POST", body: new URLSearchParams({ term }) }).then((found) => found.text(), () => "");
  const found = new DOMParser().parseFromString(reply, "text/html").querySelector(".written");
  box.querySelector("p").replaceWith(found ?? Object.assign(document.createElement("p"), { className: "problem", textContent: "The server gave no answer. Try again in a moment." }));
}
