// The page that a result leads to: the words that were searched are marked on it.
briefpress.landing = (() => {
  "use strict";

  const texts = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest("script, style, svg, mark, .bp-permalink, .headerlink") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };

  const mark = () => {
    const query = new URLSearchParams(location.search).get("highlight") || "";
    const root = document.querySelector("article");
    if (!root) return;
    for (const node of texts(root)) {
      const language = node.parentElement.closest("[lang]").lang;
      const wanted = briefpress.words.asked(query, language);
      const nodes = wanted.length ? briefpress.marks.nodes(node.data, wanted, language) : [];
      if (nodes.length > 1) node.replaceWith(...nodes);
    }
  };

  return { mark };
})();
