// The page of the search: all results, with facets. What is asked stands in the address, so that it can be sent to others.
briefpress.page = (() => {
  "use strict";

  const { say, labels, results } = briefpress;
  const { element } = results;
  const FACETS = ["kind", "status", "state", "topic", "actor", "year", "language"];
  const SHOWN = 10;
  const VALUES = 8;
  const WIDE = matchMedia("(min-width: 45em)");
  let parts;
  let asked = 0;
  // The last search of which the results are shown.
  let drawn = 0;
  // Facets of which every value is shown.
  const unfolded = new Set();

  // What is asked: read from the address, and written into it.
  const read = () => {
    const given = new URLSearchParams(location.search);
    const filters = {};
    for (const facet of FACETS) {
      const values = given.getAll(facet);
      if (values.length) filters[facet] = { any: values };
    }
    return { query: given.get("q") || "", isByDate: given.get("sort") === "date", filters };
  };

  const chosen = () => {
    const given = new FormData(parts.form);
    const address = new URLSearchParams();
    if (given.get("q").trim()) address.set("q", given.get("q").trim());
    for (const facet of FACETS) for (const value of given.getAll(facet)) address.append(facet, value);
    if (given.get("sort") === "date") address.set("sort", "date");
    return address;
  };

  const changed = (isNew) => {
    const address = chosen().toString();
    history[isNew ? "pushState" : "replaceState"](null, "", `${location.pathname}${address ? `?${address}` : ""}`);
    search();
  };

  // How many results are shown, and where the page stands, for who comes back. Not in the address, which others may get.
  const keep = () => {
    if (drawn === asked) history.replaceState({ shown: parts.list.childElementCount, top: scrollY }, "");
  };

  const GROUPS = { kind: ["item"], status: ["status", "kind"], state: ["question"], language: ["language"] };

  const named = (facet, value) => (GROUPS[facet] || []).map((group) => labels[group][value]).find(Boolean) || value;

  const choice = (facet, value, count, isChosen) =>
    element("label", { class: "bp-facet__value" },
      element("input", { type: "checkbox", name: facet, value, checked: isChosen }),
      element("span", { class: "bp-facet__name" }, named(facet, value)),
      element("span", { class: "bp-facet__count" }, new Intl.NumberFormat(document.documentElement.lang).format(count)));

  const ordered = (facet, values) =>
    Object.entries(values).sort(([one, few], [other, many]) =>
      facet === "year" ? other.localeCompare(one) : many - few || named(facet, one).localeCompare(named(facet, other)));

  const facet = (name, known, picked, isOpen) => {
    // What the address asks for can be taken away, known or not.
    const values = { ...Object.fromEntries(picked.map((value) => [value, 0])), ...known };
    const isWhole = unfolded.has(name);
    const there = ordered(name, values).filter(([value, count]) => count || picked.includes(value));
    if (there.length < 2 && !picked.length) return undefined;
    const few = there.filter(([value], place) => place < VALUES || picked.includes(value));
    // A single one more takes no more room than the button would.
    const shown = isWhole || few.length + 1 === there.length ? there : few;
    const rest = there.length - shown.length;
    const made = element("details", { class: "bp-facet", "data-facet": name, open: isOpen || picked.length > 0 },
      element("summary", {}, labels.facet[name]),
      element("div", { class: "bp-facet__values", role: "group", "aria-label": labels.facet[name] },
        ...shown.map(([value, count]) => choice(name, value, count, picked.includes(value)))));
    if (rest > 0) {
      const more = element("button", { type: "button", class: "bp-facet__more" }, say.more.replace("%(number)s", rest));
      more.addEventListener("click", () => {
        unfolded.add(name);
        const whole = facet(name, values, picked, true);
        made.replaceWith(whole);
        whole.querySelectorAll("input")[shown.length].focus();
      });
      made.append(more);
    }
    return made;
  };

  const drawFacets = (counts, filters) => {
    const open = new Set([...parts.facets.querySelectorAll("details[open]")].map((details) => details.dataset.facet));
    const isFirst = !parts.facets.childElementCount;
    const focused = document.activeElement;
    const made = FACETS.map((name, place) =>
      facet(name, counts[name] || {}, filters[name]?.any || [], isFirst ? place < 2 : open.has(name))).filter(Boolean);
    const chosenValues = Object.values(filters).flatMap(({ any }) => any).length;
    parts.fold.textContent = chosenValues ? `${say.facets} (${chosenValues})` : say.facets;
    if (chosenValues) {
      const clear = element("button", { type: "button", class: "bp-facet__more" }, say.clear);
      clear.addEventListener("click", () => {
        for (const box of parts.facets.querySelectorAll("input:checked")) box.checked = false;
        changed(true);
        parts.input.focus();
      });
      made.unshift(element("p", { class: "bp-facet__clear" }, clear));
    }
    parts.facets.replaceChildren(...made);
    if (focused?.name && focused.type === "checkbox") {
      parts.facets.querySelector(`input[name="${focused.name}"][value="${CSS.escape(focused.value)}"]`)?.focus();
    }
  };

  // How many each value of a facet would give: its own choice must not count for it.
  const countsOf = async (query, filters, found) => {
    const { counts } = found || (await briefpress.engine.search(query, { filters, isFaceted: true }));
    const own = await Promise.all(Object.keys(filters).map(async (name) => {
      const { [name]: chosenValues, ...others } = filters;
      return [name, (await briefpress.engine.search(query, { filters: others, isFaceted: true })).counts[name] || {}];
    }));
    return { ...counts, ...Object.fromEntries(own) };
  };

  // What was kept of an earlier visit shows as many results as then, at the same place.
  const search = async (kept) => {
    const { query, isByDate, filters } = read();
    const number = ++asked;
    const isAsked = query.trim() || Object.keys(filters).length;
    // Said only where one has to wait: it is read aloud.
    const waiting = setTimeout(() => { if (number === asked) parts.status.textContent = say.searching; }, 400);
    try {
      // Where nothing is chosen, results come before the tables of facets do.
      const isFaceted = Object.keys(filters).length > 0;
      const found = isAsked ? await briefpress.engine.search(query, { filters, isByDate, isFaceted }) : undefined;
      const wanted = Math.max(kept?.shown || 0, SHOWN);
      const shown = found ? await results.next(found, wanted, query, filters) : [];
      clearTimeout(waiting);
      if (number !== asked) return;
      parts.list.replaceChildren(...shown);
      parts.nothing.replaceChildren(...(isAsked && !shown.length ? [results.nothing(query, Object.keys(filters).length > 0)] : []));
      parts.status.textContent = found ? results.counted(found) : "";
      drawMore(found, query, filters);
      drawn = number;
      if (kept) scrollTo({ top: kept.top, behavior: "instant" });
      const counts = await countsOf(query, filters, isFaceted && found);
      if (number === asked) drawFacets(counts, filters);
    } catch {
      clearTimeout(waiting);
      if (number !== asked) return;
      for (const part of [parts.list, parts.nothing, parts.more]) part.replaceChildren();
      parts.status.textContent = say.broken;
    }
  };

  const drawMore = (found, query, filters) => {
    parts.more.replaceChildren();
    if (!found || found.isOver()) return;
    const button = element("button", { type: "button", class: "md-button" }, say.next);
    button.addEventListener("click", async () => {
      try {
        const shown = await results.next(found, SHOWN, query, filters);
        // Something else may have been asked meanwhile.
        if (!button.isConnected) return;
        parts.list.append(...shown);
        // None of those that were left may be what was asked for.
        (shown[0] || parts.list.lastElementChild).querySelector("a").focus();
        if (found.isOver()) parts.more.replaceChildren();
        keep();
      } catch {
        if (button.isConnected) parts.status.textContent = say.broken;
      }
    });
    parts.more.append(button);
  };

  const make = (root) => {
    const form = root.querySelector("form");
    const input = form.querySelector("input[name=q]");
    const order = element("select", { name: "sort", "aria-label": say.order }, element("option", { value: "" }, say.best), element("option", { value: "date" }, say.newest));
    const status = element("p", { class: "bp-search__status", role: "status" });
    const facets = element("div", { role: "group", "aria-label": say.facets });
    // On a narrow screen results come first.
    const fold = element("summary", {}, say.facets);
    const folded = element("details", { class: "bp-facets", open: WIDE.matches }, fold, facets);
    WIDE.addEventListener("change", () => { folded.open = WIDE.matches; });
    const list = element("ol", { class: "bp-results" });
    const nothing = element("div");
    const more = element("p", { class: "bp-search__more" });
    form.append(element("div", { class: "bp-search__columns" }, folded,
      element("div", { class: "bp-search__found" }, element("div", { class: "bp-search__bar" }, status, order), list, nothing, more)));
    return { form, input, order, status, fold, facets, list, nothing, more };
  };

  const fill = () => {
    const { query, isByDate } = read();
    parts.input.value = query;
    parts.order.value = isByDate ? "date" : "";
  };

  const start = () => {
    parts = make(document.getElementById("bp-search-page"));
    fill();
    let pause;
    parts.form.addEventListener("submit", (event) => { event.preventDefault(); changed(true); });
    parts.input.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(changed, 150, false); });
    parts.form.addEventListener("change", (event) => { if (event.target !== parts.input) changed(true); });
    window.addEventListener("popstate", () => { fill(); parts.facets.replaceChildren(); search(history.state); });
    let rest;
    window.addEventListener("scroll", () => { clearTimeout(rest); rest = setTimeout(keep, 100); }, { passive: true });
    parts.list.addEventListener("click", keep);
    search(history.state);
  };

  return { start };
})();
