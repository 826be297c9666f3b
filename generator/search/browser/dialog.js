// The search that opens over any page.
briefpress.dialog = (() => {
  "use strict";

  const { say, results } = briefpress;
  const { element } = results;
  const SHOWN = 8;
  let parts;
  let isSearching = false;
  let isStale = false;

  const make = () => {
    const input = element("input", {
      type: "search", name: "q", class: "bp-search__input", placeholder: say.hint, "aria-label": say.search,
      autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
    });
    const close = element("button", { type: "button", class: "bp-search__close", "aria-label": say.close }, "×");
    const form = element("form", { role: "search", class: "bp-search__form", action: page("") }, input, close);
    const status = element("p", { class: "bp-search__status", role: "status" });
    const list = element("ol", { class: "bp-results" });
    const body = element("div", { class: "bp-search__body" }, list);
    const all = element("a", { class: "bp-search__all", href: page(""), hidden: !briefpress.addresses.search }, say.all);
    const keys = element("p", { class: "bp-search__keys", "aria-hidden": "true" }, say.moving);
    const dialog = element("dialog", { id: "bp-search", class: "bp-search bp-slot", "aria-label": say.search }, form, status, body, element("div", { class: "bp-search__foot" }, all, keys));
    document.body.append(element("div", { class: "md-typeset" }, dialog));
    input.addEventListener("input", typed);
    form.addEventListener("submit", (event) => { event.preventDefault(); follow(); });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    // It may lead to another place of this very page; what opens elsewhere leaves the search as it is.
    list.addEventListener("click", (event) => {
      if (event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
    });
    dialog.addEventListener("keydown", move);
    return { dialog, input, status, list, body, all };
  };

  const page = (query) => {
    const link = new URL(briefpress.addresses.search, briefpress.root);
    if (query) link.searchParams.set("q", query);
    return link.href;
  };

  const open = () => {
    parts ||= make();
    if (!parts.dialog.open) parts.dialog.showModal();
    parts.input.focus();
    parts.input.select();
    briefpress.engine.start();
  };

  // One search at a time, always for what the field holds when it begins: no key waits for a clock, and none for another key.
  const typed = async () => {
    isStale = true;
    if (isSearching) return;
    isSearching = true;
    while (isStale) {
      isStale = false;
      await search();
    }
    isSearching = false;
  };

  const fail = () => {
    parts.list.replaceChildren();
    delete parts.list.dataset.query;
    parts.status.textContent = say.broken;
  };

  const search = async () => {
    const { input, status, list, all } = parts;
    const query = input.value.trim();
    all.href = page(query);
    if (!query) {
      list.replaceChildren();
      delete list.dataset.query;
      status.textContent = "";
      return;
    }
    try {
      const found = await briefpress.engine.search(query);
      const shown = isStale ? [] : await results.next(found, SHOWN, query);
      // An answer that comes after the next key is dropped.
      if (isStale) return;
      status.textContent = results.counted(found);
      list.dataset.query = query;
      list.replaceChildren(...(shown.length ? shown : [element("li", {}, results.nothing(query, false))]));
      parts.body.scrollTop = 0;
    } catch {
      fail();
    }
  };

  const links = () => [...parts.list.querySelectorAll("a")];

  // Enter in the field follows the first result; where there is none yet, it goes to the page with all of them.
  const follow = async () => {
    // What is shown may be the answer to less than what stands in the field.
    if (parts.list.dataset.query !== parts.input.value.trim()) await search();
    const link = links()[0] || (briefpress.addresses.search && parts.all);
    if (!link) return;
    parts.dialog.close();
    location.href = link.href;
  };

  // Arrows walk through the field and the results.
  const move = (event) => {
    // A browser would empty the field first.
    if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault();
      parts.dialog.close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [parts.input, ...links()];
    const place = stops.indexOf(document.activeElement);
    if (place < 0) return;
    event.preventDefault();
    stops[Math.min(Math.max(place + step, 0), stops.length - 1)].focus();
  };

  return { open };
})();
