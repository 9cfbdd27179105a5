// Words of an article that people speak of, marked where somebody did.

// The server looked the words up, so they are marked in every copy of a text.
/** Put after each of the words that somebody speaks of how many do. */
export function mark() {
  for (const old of document.querySelectorAll(".remark")) old.remove();
  const text = document.querySelector("article > .text"), by = new Map();
  if (!text) return;
  for (const one of document.querySelectorAll(".comment[data-quote]")) by.set(one.dataset.quote, [...(by.get(one.dataset.quote) ?? []), one]);
  for (const [quote, comments] of by) {
    const end = endOf(text, quote);
    if (!end) continue;
    const count = comments.reduce((sum, one) => sum + 1 + one.querySelectorAll(".comment").length, 0);
    const link = Object.assign(document.createElement("a"), { className: "remark", href: `#${comments[0].id}`, textContent: count });
    link.setAttribute("aria-label", `${count === 1 ? "1 comment" : `${count} comments`} on these words`);
    const range = document.createRange();
    range.setStart(...end);
    range.insertNode(link);
  }
}

function endOf(root, quote) {
  const own = (node) => (node.parentElement.closest(".sidenote") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, own), nodes = [];
  let all = "";
  while (walker.nextNode()) { nodes.push([walker.currentNode, all.length]); all += walker.currentNode.data; }
  const at = all.indexOf(quote);
  if (at < 0) return null;
  const [node, start] = nodes.findLast(([, begins]) => begins < at + quote.length);
  return [node, at + quote.length - start];
}
