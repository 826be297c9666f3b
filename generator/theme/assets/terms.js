// What an abbreviation means, for those who tap on it or go there by keyboard: a title alone shows itself only to a mouse. Of each term the
// first on the page can be reached by keyboard; without this script, a briefing lists its abbreviations at its end.
(() => {
  "use strict";

  const ID = "_term";
  let tip;
  let shown;
  if (!("popover" in HTMLElement.prototype)) return;

  const make = () => {
    const made = document.createElement("div");
    made.id = ID;
    made.className = "bp-term";
    made.setAttribute("role", "tooltip");
    made.popover = "manual";
    (document.querySelector("main") || document.body).append(made);
    return made;
  };

  const hide = () => {
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = undefined;
    tip.hidePopover();
  };

  // Beside its word, also while the page scrolls: it does so by itself when the keyboard goes to a word out of sight.
  const place = () => {
    if (!shown) return;
    const word = shown.getBoundingClientRect();
    const left = Math.min(word.left, document.documentElement.clientWidth - tip.offsetWidth - 8);
    const isLow = word.bottom + tip.offsetHeight + 12 > window.innerHeight;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${isLow ? word.top - tip.offsetHeight - 6 : word.bottom + 6}px`;
  };

  const show = (abbr) => {
    if (shown === abbr) return;
    hide();
    tip ||= make();
    tip.textContent = abbr.title;
    tip.lang = abbr.closest("[lang]").lang;
    tip.showPopover();
    abbr.setAttribute("aria-describedby", ID);
    shown = abbr;
    place();
  };

  const abbrOf = (event) => event.target.closest && event.target.closest("abbr[title]");

  const start = () => {
    const known = new Set();
    for (const abbr of document.querySelectorAll(".md-typeset abbr[title]")) {
      if (!known.has(abbr.textContent)) abbr.tabIndex = 0;
      known.add(abbr.textContent);
    }
  };

  start();
  // While a briefing is being written, its content is replaced.
  document.addEventListener("briefpress:content", start);
  document.addEventListener("focusin", (event) => {
    const abbr = abbrOf(event);
    // A click has its own turn.
    if (abbr && abbr.matches(":focus-visible")) show(abbr);
    else if (abbr !== shown) hide();
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("click", (event) => {
    const abbr = abbrOf(event);
    if (abbr && abbr !== shown) show(abbr);
    else if (event.target !== tip) hide();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("scroll", place, { passive: true });
})();
