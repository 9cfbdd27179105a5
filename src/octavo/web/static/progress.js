// How far an article has been read: a line at the top, and the place for whichever device goes on.
const PAUSE = 2_000;

/** Follow the reading of the open article. */
export function keepPlace() {
  const article = document.querySelector("article[data-article]"), text = article?.querySelector(":scope > .text");
  if (!text || text.offsetHeight < innerHeight * 1.25) return;
  const line = Object.assign(document.createElement("div"), { className: "read-line", ariaHidden: "true" });
  document.body.append(line);
  let timer, share;
  const keep = () => {
    if (timer) timer = clearTimeout(timer);
    else return;
    const pieces = [...text.querySelectorAll("[data-s]")], at = pieces.find((piece) => piece.getBoundingClientRect().bottom > innerHeight / 8) ?? pieces.at(-1);
    const body = new URLSearchParams({ sentence: at?.dataset.s, share: Math.round(share * 100) });
    if (at) fetch(`/article/${article.dataset.article}/place`, { method: "POST", body, keepalive: true }).catch(() => {});
  };
  addEventListener("scroll", () => {
    share = Math.min(1, Math.max(0, -text.getBoundingClientRect().top / (text.offsetHeight - innerHeight * 0.8)));
    line.style.setProperty("--share", share);
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  }, { passive: true });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(); });
}
