// A selected term is explained where it stands; without a script there is a page for that.

/** Show beside the article what the model says of the words that were selected. */
export function explain() {
  document.getElementById("noting")?.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.name !== "term") return;
    event.preventDefault();
    show(button.formAction, button.value);
  });
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
