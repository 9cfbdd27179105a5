// A claim lights up the sentence it rests on, and a sentence leads back to its claim.
const pieces = (address) => document.querySelectorAll(`[data-s="${CSS.escape(address)}"]`);
const target = (link) => link.hash.slice(1);

function light(address) {
  document.querySelectorAll(".lit").forEach((piece) => piece.classList.remove("lit"));
  pieces(address).forEach((piece) => piece.classList.add("lit"));
}

/** Let claims and sentences point at each other. */
export function connect() {
  const claims = [...document.querySelectorAll("[data-claim]")].filter((link) => link.pathname === location.pathname);
  for (const link of claims) {
    for (const event of ["pointerenter", "focus"]) link.addEventListener(event, () => light(target(link)));
    link.addEventListener("pointerleave", () => light(location.hash.slice(1)));
  }
  document.addEventListener("click", (event) => {
    const piece = event.target.closest(".evidence");
    if (!piece || event.target.closest("a") || !getSelection().isCollapsed) return;
    const link = claims.find((claim) => target(claim) === piece.dataset.s && claim.offsetParent);
    if (!link) return;
    light(piece.dataset.s);
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "nearest" });
  });
  const show = () => light(location.hash.slice(1));
  addEventListener("hashchange", show);
  if (location.hash) show();
}
