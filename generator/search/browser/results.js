// Results → what is seen of them. Every word of a briefing gets into the page as text.
briefpress.results = (() => {
  "use strict";

  const { say, labels } = briefpress;
  const page = document.documentElement.lang || "en";
  const SHOWN_ITEMS = 3;
  const ITEM_FACETS = { kind: "kind", status: "word", state: "word" };

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) made.setAttribute(key, "");
      else if (value !== undefined && value !== false) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== undefined && child !== ""));
    return made;
  };

  const LENGTHS = { 4: { year: "numeric" }, 7: { year: "numeric", month: "long" }, 10: { dateStyle: "long" } };

  // A year, month or day, or a period of them, in the language of the page.
  const moment = (date) => {
    const written = date.split("/").map((day) => {
      const time = new Date(`${day}T00:00:00Z`.slice(0, 20).replace(/^(\d{4})T/, "$1-01-01T").replace(/^(\d{4}-\d{2})T/, "$1-01T"));
      const text = new Intl.DateTimeFormat(page === "en" ? "en-GB" : page, { ...LENGTHS[day.length], timeZone: "UTC" }).format(time);
      return page.startsWith("fr") && day.length === 10 ? text.replace(/^1(?!\d)/, "1er") : text;
    });
    return element("time", { datetime: date.split("/")[0] }, written.join(" – "));
  };

  const badge = (group, word) =>
    element("span", { class: `bp-badge bp-${group} bp-${group}--${word}` }, labels[group]?.[word] || word);

  // Where the page of an address lies, with the words to be marked on it.
  const place = (address, anchor, query) => {
    const link = new URL(address, briefpress.root);
    if (query) link.searchParams.set("highlight", query);
    link.hash = anchor;
    return link.href;
  };

  // The items in which words were found, those with most of them first and then in the order of the page.
  const matched = (entry, words, filters) => {
    const found = new Map();
    for (const word of words) {
      const item = entry.items.find(({ end }) => word < end);
      if (item) found.set(item, (found.get(item) || 0) + 1);
    }
    if (!words.length) for (const item of entry.items) if (isAsked(item, filters)) found.set(item, 0);
    return [...found.keys()].filter((item) => isAsked(item, filters)).sort((one, other) => found.get(other) - found.get(one));
  };

  // Whether an item is of the kind, status and state that the facets ask for: each of them says something of one kind only.
  const isAsked = (item, filters) =>
    Object.entries(ITEM_FACETS).every(([facet, field]) => {
      const values = filters[facet]?.any;
      if (!values || (facet === "kind" && values.some((kind) => briefpress.kindsOfPages.includes(kind)))) return true;
      return values.includes(item[field]) && (facet === "kind" || item.kind === (facet === "status" ? "fact" : "question"));
    });

  const itemOf = (entry, item, query, wanted) => {
    const words = element("span", { class: "bp-result__text", lang: entry.lang !== page && entry.lang });
    words.append(...briefpress.marks.nodes(briefpress.marks.excerpt(item.text, wanted, entry.lang), wanted, entry.lang));
    // Where the words stand only in what surrounds the item, that is shown below it.
    const around = briefpress.marks.has(item.text, wanted, entry.lang) ? ""
      : (item.more || "").split(" · ").find((part) => part !== item.by && briefpress.marks.has(part, wanted, entry.lang)) || "";
    const more = around && element("span", { class: "bp-result__more", lang: entry.lang !== page && entry.lang },
      ...briefpress.marks.nodes(briefpress.marks.excerpt(around, wanted, entry.lang), wanted, entry.lang));
    const line = element("span", { class: "bp-result__line" });
    if (labels.item[item.kind]) line.append(badge("item", item.kind), " ");
    if (item.word) line.append(badge({ fact: labels.status[item.word] ? "status" : "kind", question: "question", figure: "nature" }[item.kind], item.word), " ");
    const about = element("span", { class: "bp-result__about" });
    if (item.by) about.append(element("span", { lang: entry.lang !== page && entry.lang }, item.by));
    if (item.date) about.append(item.by ? " · " : "", moment(item.date));
    return element("li", { class: "bp-result__item" },
      element("a", { href: place(entry.address, item.id || "", query) }, line, words, more, about.hasChildNodes() ? about : ""));
  };

  // One result, with the items that were found and that the facets ask for.
  const result = (entry, words, query, filters) => {
    const items = matched(entry, words, filters);
    const wanted = briefpress.words.asked(query, entry.lang);
    const title = element("a", { class: "bp-result__title", href: place(entry.address, "", query), lang: entry.lang !== page && entry.lang });
    title.append(...briefpress.marks.nodes(entry.title, wanted, entry.lang));
    const about = element("span", { class: "bp-result__head" });
    if (entry.kind !== "briefing") about.append(badge("item", entry.kind));
    if (entry.date) about.append(moment(entry.date));
    if (entry.kind === "briefing" && entry.lang !== page) about.append(element("span", { class: "bp-result__lang" }, labels.language[entry.lang] || entry.lang));
    const shown = items.filter(({ kind }) => !["title", "page"].includes(kind)).slice(0, SHOWN_ITEMS).sort((one, other) => one.end - other.end);
    const made = element("li", { class: "bp-result" }, about, title);
    if (shown.length) made.append(element("ul", { class: "bp-result__items" }, ...shown.map((item) => itemOf(entry, item, query, wanted))));
    return made;
  };

  // The next results of a search, at most `count`; fewer at its end.
  const next = async (found, count, query, filters = {}) => {
    const made = [];
    while (made.length < count) {
      const taken = found.take(count - made.length);
      if (!taken.length) break;
      const entries = await Promise.all(taken.map(({ id }) => briefpress.engine.entry(id)));
      taken.forEach(({ words, form, part }, at) => {
        const isShown = found.isRight(entries[at], form);
        // What one result of a part lacks, all of them lack.
        if (!isShown) found.drop(part);
        else made.push(result(entries[at], words, query, filters));
      });
    }
    return made;
  };

  // How many pages were found; or that these are only the nearest.
  const counted = ({ total, isEmpty, isNear }) => {
    if (isEmpty) return say.common;
    if (isNear && total) return say.near;
    const text = new Intl.PluralRules(page).select(total) === "one" ? say.result : say.results;
    return text.replace("%(number)s", new Intl.NumberFormat(page).format(total));
  };

  // What to do when nothing was found.
  const nothing = (query, isFiltered) => {
    const advice = [say.spelling, say.fewer, ...(isFiltered ? [say.unfilter] : [])].map((text) => element("li", {}, text));
    const home = element("li", {}, element("a", { href: place(briefpress.addresses.home, "") }, say.home));
    const what = query ? say.nothing.replace("%(query)s", () => query) : say.nothingAtAll;
    return element("div", { class: "bp-nothing" }, element("p", {}, what), element("ul", {}, ...advice, home));
  };

  return { element, next, counted, nothing };
})();
