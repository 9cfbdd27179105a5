// The browser reads an article aloud, sentence by sentence, and shows where it is.
import { announce } from "./marks.js";

const voice = window.speechSynthesis;

/** Offer the button where the browser has a voice. */
export function offer() {
  const button = document.querySelector("[data-listen]");
  const text = document.querySelector("article .text, .edition, .briefing .text");
  if (!button || !text || !voice) return;
  button.hidden = false;
  button.addEventListener("click", () => (button.ariaPressed === "true" ? stop(button) : start(button, text)));
  addEventListener("pagehide", () => voice.cancel());
}

function start(button, text) {
  const addresses = [...new Set([...text.querySelectorAll("[data-s]")].map((piece) => piece.dataset.s))];
  const from = text.querySelector(".lit")?.dataset.s;
  const language = text.closest("[lang]").lang || document.documentElement.lang;
  button.ariaPressed = "true";
  button.textContent = "Stop listening";
  voice.cancel();
  say(button, addresses.slice(Math.max(0, addresses.indexOf(from))), language);
}

function say(button, [address, ...rest], language) {
  if (!address) { stop(button); announce("That was all"); return; }
  const pieces = document.querySelectorAll(`[data-s="${CSS.escape(address)}"]`);
  const words = new SpeechSynthesisUtterance([...pieces].map((piece) => piece.textContent).join(""));
  words.lang = language;
  words.addEventListener("start", () => {
    document.querySelectorAll(".lit").forEach((piece) => piece.classList.remove("lit"));
    pieces.forEach((piece) => piece.classList.add("lit"));
    pieces[0].scrollIntoView({ block: "nearest" });
  });
  words.addEventListener("end", () => { if (button.ariaPressed === "true") say(button, rest, language); });
  words.addEventListener("error", () => stop(button));
  voice.speak(words);
}

function stop(button) {
  button.ariaPressed = "false";
  button.textContent = "Listen";
  voice.cancel();
}
