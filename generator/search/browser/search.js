// On every page: the button in the header, the keys that open the search, and the rest only when someone reaches for it.
(() => {
  "use strict";

  const { say, kit, start } = SETTINGS;
  const IS_MAC = /^(Mac|iP)/.test(navigator.platform);
  const base = new URL(".", document.currentScript.src).href;
  window.briefpress = { ...SETTINGS, base, root: new URL("../../", base).href, languages: {} };
  let loading;
  let worker;

  const begin = () => {
    const begun = new Worker(`${base}worker.js?${start}`);
    // It may fail before anyone asks it.
    begun.addEventListener("error", () => { begun.isBroken = true; });
    return begun;
  };

  // What searches beside the page; another one after one that failed.
  briefpress.process = () => {
    const given = worker || begin();
    worker = undefined;
    return given;
  };

  // The rest of the search, fetched once; what searches gets ready meanwhile.
  const load = () => {
    if (!loading && location.protocol !== "file:") worker = begin();
    loading ||= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = base + kit;
      script.onload = () => resolve(briefpress);
      script.onerror = () => reject(new Error(`${kit} is missing`));
      document.head.append(script);
    }).catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };

  const isTyping = (element) =>
    element.isContentEditable || element.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=button])");

  // On the page of the search its own field is the one to go to; where the rest can't be loaded, that page says so.
  const open = () => {
    const field = document.querySelector("#bp-search-page input[type=search]");
    if (field) field.focus();
    else load().then(({ dialog }) => dialog.open(), () => { if (SETTINGS.addresses.search) location.href = new URL(SETTINGS.addresses.search, briefpress.root); });
  };

  const button = () => {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "bp-search-button";
    element.setAttribute("aria-haspopup", "dialog");
    element.setAttribute("aria-keyshortcuts", "/ s Control+K");
    element.title = say.keys;
    const label = document.createElement("span");
    label.className = "bp-search-button__label";
    label.textContent = say.search;
    const key = document.createElement("kbd");
    key.setAttribute("aria-hidden", "true");
    key.textContent = "/";
    element.append(label, key);
    element.addEventListener("click", open);
    for (const sign of ["pointerenter", "focus", "touchstart"]) {
      element.addEventListener(sign, () => load().then(({ engine }) => engine.start()).catch(() => {}), { once: true, passive: true });
    }
    return element;
  };

  const header = document.querySelector(".md-header__inner");
  if (header) header.insertBefore(button(), header.querySelector(".md-header__source"));

  document.addEventListener("keydown", (event) => {
    const isShortcut = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    const isKey = !event.ctrlKey && !event.metaKey && !event.altKey && ["/", "s", "S"].includes(event.key);
    if (!isShortcut && !isKey) return;
    if (!(event.target instanceof Element) || document.querySelector("dialog[open]:not(#bp-search)")) return;
    // Where someone writes, a key is a letter; on a Mac, Ctrl+K cuts the rest of the line.
    if ((isKey || (IS_MAC && event.ctrlKey)) && isTyping(event.target)) return;
    event.preventDefault();
    open();
  });

  // Without the rest of it, its page can only say so.
  const fail = (page) => {
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    page.append(status);
    status.textContent = say.broken;
  };

  const own = document.getElementById("bp-search-page");
  if (own) load().then(({ page }) => page.start()).catch(() => fail(own));
  if (new URLSearchParams(location.search).has("highlight")) load().then(({ landing }) => landing.mark()).catch(() => {});
})();
