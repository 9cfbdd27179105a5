// What makes the pages quick. Without it they are whole.
import { keep, place } from "./places.js";
import { converse } from "./discussion.js";
import { goOn } from "./endless.js";
import { listen } from "./keys.js";
import { adjust } from "./look.js";
import { announce, toggle } from "./marks.js";
import { connect } from "./claims.js";
import { explain } from "./explain.js";
import { offer } from "./listen.js";
import { note } from "./notes.js";
import { keepPlace } from "./progress.js";
import { moderate } from "./moderation.js";
import { watch } from "./pictures.js";
import { follow } from "./sources.js";

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.target.id === "marks" && button?.dataset.mark) {
    event.preventDefault();
    toggle(button);
    return;
  }
  if (button?.dataset.busy) {
    // Following asks the world, which takes its time. Disabled only after the form has been read.
    const words = button.textContent;
    setTimeout(() => { button.disabled = true; button.textContent = button.dataset.busy; announce(button.dataset.busy); });
    addEventListener("pagehide", () => { button.disabled = false; button.textContent = words; }, { once: true });
  }
});

// On a phone the row of lists is longer than the page: the one that is open stands in it.
const lists = document.querySelector(".lists ul"), open = lists?.querySelector("[aria-current]");
if (open) lists.scrollLeft = open.offsetLeft - lists.offsetLeft - (lists.clientWidth - open.offsetWidth) / 2;

const keys = document.getElementById("keys");
const showKeys = document.getElementById("show-keys");
if (keys && showKeys) {
  showKeys.hidden = false;
  showKeys.addEventListener("click", () => keys.showModal());
}

// What a page says once after a form is read out, too: it was there before anybody listened.
const said = document.querySelector(".note");
if (said) addEventListener("load", () => announce(said.textContent));

// A page that comes back from the browser's cache may show old marks.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
// The browser lets go of the focus when it scrolls to a fragment, at the end of loading.
addEventListener("load", () => requestAnimationFrame(place));

if (document.getElementById("marks")) {
  goOn();
  keep();
  listen();
  connect();
  offer();
  note();
  keepPlace();
  explain();
}
adjust();
converse();
moderate();
watch();
follow();
