// Where the window is narrow, the navigation is a drawer. The theme opens it with a label, which has no name and which no key reaches: here
// it becomes a button. Escape closes the drawer, and so does leaving it. What opens one of its lists is reached by keys, too.
(() => {
  "use strict";

  const NARROW = matchMedia("(max-width: 76.234375em)");
  const toggle = document.getElementById("__drawer");
  const label = document.querySelector("label.md-header__button[for=__drawer]");
  const drawer = document.querySelector(".md-sidebar--primary");
  if (!toggle || !label || !drawer) return;

  const button = document.createElement("button");
  button.type = "button";
  button.className = `${label.className} bp-drawer-button`;
  button.setAttribute("aria-label", drawer.querySelector("nav").getAttribute("aria-label"));
  button.append(...label.childNodes);
  label.replaceWith(button);

  // By a click, so that the theme hears of it, too.
  const set = (isOpen) => { if (toggle.checked !== isOpen) toggle.click(); };
  const isOpen = () => NARROW.matches && toggle.checked;
  const isSeen = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
  // What is focused may still be on its way in: it must not be scrolled to.
  const focus = (element) => element?.focus({ preventScroll: true });

  const say = () => button.setAttribute("aria-expanded", String(toggle.checked));
  toggle.addEventListener("change", () => {
    // Only now: a page that begins with a transition is laid out twice as slowly.
    drawer.classList.add("bp-slides");
    say();
  });
  say();
  button.addEventListener("click", () => {
    set(!toggle.checked);
    if (isOpen()) focus([...drawer.querySelectorAll("a[href], label[tabindex]")].find(isSeen));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen() || document.querySelector("dialog[open]")) return;
    set(false);
    button.focus();
  });
  document.addEventListener("focusin", ({ target }) => { if (isOpen() && target !== button && !drawer.contains(target)) set(false); });

  // What opens a list, and what leads back from it, are labels, too; the theme presses one that has the focus with Enter.
  const labels = [...drawer.querySelectorAll("label[for]:not([for=__drawer])")].map((one) => [one, one.getAttribute("tabindex") || "-1"]);
  const fit = () => { for (const [one, own] of labels) one.setAttribute("tabindex", NARROW.matches ? "0" : own); };
  NARROW.addEventListener("change", fit);
  fit();
  for (const box of drawer.querySelectorAll(".md-nav__toggle")) {
    box.addEventListener("change", () => {
      if (isOpen()) focus(box.parentElement.querySelector(box.checked ? ":scope > .md-nav > .md-nav__title" : ":scope > .md-nav__link[for]"));
    });
  }
})();
