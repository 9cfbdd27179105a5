// Lists that go on by themselves, some pages at a time: the end of the page stays in reach. Without this there is a link.
import { keep, kept, list, place } from "./places.js";
import { announce } from "./marks.js";

const AT_ONCE = 5, MOST_AGAIN = 25;
let here, link, left = AT_ONCE, loading = false;
const near = new IntersectionObserver((seen) => { if (seen.at(-1).isIntersecting) add(); }, { rootMargin: "0px 0px 1200px 0px" });
const target = () => document.getElementById(location.hash.slice(1));

/** Let the list on this page go on as its reader nears the end; who comes back to it finds it as long as it was. */
export async function goOn() {
  here = list();
  link = here?.dataset.older && here.querySelector(".pages .older");
  if (!link) return;
  const { pages, y } = history.state ?? {}, before = kept();
  const isLost = /^#a\d+$/.test(location.hash) && !target() && before?.path === here.dataset.listPath;
  const again = Math.min((isLost ? before.pages : pages) || 0, MOST_AGAIN);
  for (const event of ["scrollend", "click"]) addEventListener(event, remember, true);
  if (again) history.scrollRestoration = "manual";
  for (left += again; left > AT_ONCE && !(isLost && target()) && await add(););
  left = AT_ONCE;
  if (isLost) { target()?.scrollIntoView({ block: "center" }); place(); } else if (again) scrollTo(0, y);
  if (link.isConnected) near.observe(link.parentElement);
}

function remember() {
  history.replaceState({ pages: Number(here.dataset.pages ?? 0), y: scrollY }, "");
}

async function add() {
  if (loading || !link.isConnected) return false;
  loading = true;
  near.disconnect();
  const page = await fetch(link.href, { signal: AbortSignal.timeout(15_000) }).then((reply) => reply.text()).catch(() => "");
  const next = new DOMParser().parseFromString(page, "text/html").querySelector("[data-list]");
  loading = false;
  if (next) take(next);
  else announce("The list could not go on by itself. The link at its end leads to what is older.");
  return Boolean(next);
}

function take(next) {
  for (const row of next.querySelectorAll(".row")) if (document.getElementById(row.id)) row.remove();
  const rows = [...next.querySelectorAll(".row")], wants = document.activeElement?.matches(".more, .older");
  for (const part of next.querySelectorAll(".rows")) {
    const day = part.closest(".day"), known = day ? document.getElementById(day.getAttribute("aria-labelledby"))?.closest(".day") : here;
    if (known) known.querySelector(".rows").append(...part.children);
    else link.parentElement.before(day);
  }
  here.dataset.pages = Number(here.dataset.pages ?? 0) + 1;
  here.querySelector(".more")?.remove();
  if (next.dataset.older) here.dataset.older = link.href = next.dataset.older;
  else { delete here.dataset.older; link.remove(); }
  link.hidden = (left -= 1) <= 0;
  if (link.hidden) link.before(Object.assign(document.createElement("button"), { className: "more", textContent: "More", onclick: () => { left = AT_ONCE; add(); } }));
  else if (link.isConnected) near.observe(link.parentElement);
  keep(); remember();
  announce(`${rows.length} more`);
  if (wants) rows[0]?.querySelector(".headline").focus();
}
