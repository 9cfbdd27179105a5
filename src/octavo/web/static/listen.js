// The browser reads aloud, sentence by sentence, shows where it is, and goes on after a pause with the same sentence.
import { announce } from "./marks.js";

const voice = window.speechSynthesis;
const unlight = () => document.querySelectorAll(".lit").forEach((piece) => piece.classList.remove("lit"));

/** Offer the button where the browser has a voice. */
export function offer() {
  const button = document.querySelector("[data-listen]");
  const text = document.querySelector("article .text, .edition, .briefing .text");
  if (!button || !text || !voice) return;
  const addresses = [...new Set([...text.querySelectorAll("[data-s]")].map((piece) => piece.dataset.s))];
  let at = 0, speaks = false, turn = 0; // what was cut off reports that later: then it is another's turn
  const stop = (label) => { speaks = false; turn += 1; voice.cancel(); button.textContent = label; };
  const end = (words) => { stop("Listen"); at = 0; unlight(); announce(words); };
  const say = () => {
    if (at >= addresses.length) return end("That was all");
    const mine = turn, pieces = text.querySelectorAll(`[data-s="${CSS.escape(addresses[at])}"]`);
    const words = new SpeechSynthesisUtterance([...pieces].map((piece) => piece.textContent).join(""));
    words.lang = pieces[0].closest("[lang]").lang;
    const heard = (event, act) => words.addEventListener(event, () => mine === turn && act());
    heard("start", () => {
      unlight();
      pieces.forEach((piece) => piece.classList.add("lit"));
      pieces[0].scrollIntoView({ block: "nearest" });
    });
    heard("end", () => { at += 1; say(); });
    heard("error", () => { end("This browser has no voice for it"); button.textContent = "No voice for this here"; });
    voice.speak(words);
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    if (speaks) return stop("Go on listening");
    const lit = addresses.indexOf(text.querySelector(".lit")?.dataset.s); // by a pause, or by who reads
    if (lit >= 0) at = lit;
    stop("Pause");
    speaks = true;
    say();
  });
  addEventListener("pagehide", () => voice.cancel());
}
