// Where a person is: the list they came from, the article they were at.
const KEY = "octavo-list";

// What j and k walk along on each kind of page.
const ROWS = ".row, .talk .comment, .topics .subjects li, .trackers li, .followed > li, .entries-of > li";

export const rows = () => [...document.querySelectorAll(ROWS)];
/** What of a row gets the focus: its headline, itself where it can, else its first link or button. */
export const heart = (row) => row.querySelector(":scope .headline") ?? (row.hasAttribute("tabindex") ? row : row.querySelector("a, button"));
export const list = () => document.querySelector("[data-list]");
export const openArticle = () => document.querySelector("article[data-article]");

/** The row that has the focus, or the one the address points at. */
export function currentRow() {
  const focused = document.activeElement?.closest(ROWS);
  if (focused) return focused;
  return document.activeElement === document.body ? document.querySelector(".row:target") : null;
}

/** Remember the list on this page, so that an article knows what comes next. */
export function keep() {
  const here = list();
  if (!here) return;
  const kept = { path: here.dataset.listPath, older: here.dataset.older ?? null, pages: Number(here.dataset.pages ?? 0), articles: rows().map((row) => Number(row.dataset.article)).filter(Boolean) };
  try { sessionStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* storage may be off: then articles have no neighbours */ }
}

/** The list that was open last in this tab. */
export function kept() {
  try { return JSON.parse(sessionStorage.getItem(KEY)); } catch { return null; }
}

/** Where to go from the open article by `step` (1 or -1), if anywhere. */
export function neighbour(step) {
  const before = kept();
  const at = before?.articles.indexOf(Number(openArticle()?.dataset.article)) ?? -1;
  if (at < 0) return null;
  const next = before.articles[at + step];
  if (next) return `/article/${next}`;
  return step > 0 ? before.older : null;
}

/** The way back to the list, at the open article. */
export function wayBack() {
  const before = kept();
  const article = Number(openArticle()?.dataset.article);
  if (!before) return "/latest";
  return before.articles.includes(article) ? `${before.path}#a${article}` : before.path;
}

/** Put the focus where the address points. */
export function place() {
  const target = /^#a\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
  target?.querySelector?.(".headline")?.focus({ preventScroll: true });
  // Who went on to the next page of a list is at its first row.
  const paged = /[?&](after|from)=/.test(location.search) && document.referrer && new URL(document.referrer).pathname === location.pathname;
  if (paged && !location.hash && document.activeElement === document.body) list()?.querySelector(".headline")?.focus({ preventScroll: true });
}
