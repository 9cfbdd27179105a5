// A picture that does not come leaves no torn sign behind. Next time the page knows.
const miss = (element) => { if (element.dataset?.picture === "") element.dataset.picture = "missing"; };

/** Watch the page's pictures, also those that failed before this script ran. */
export function watch() {
  document.addEventListener("error", (event) => miss(event.target), true);
  for (const one of document.querySelectorAll("[data-picture]")) if (one.complete && !one.naturalWidth) miss(one);
}
