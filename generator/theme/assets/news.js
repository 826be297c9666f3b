// On the page that lists the latest briefings: what is new or changed since the reader's last visit.
//
// Everything stays in this browser's storage: no cookie, nothing is sent. Where there is no storage, nothing happens. The page lists the
// briefings that came or announced a change last, each with a stamp that is another one after every such change (a minor change or a
// clarification is none). What was listed is remembered by its stamps:
//
// - `current` is the visit that goes on. It goes on while the page is opened again within half an hour, in any tab: so who follows a link
//   and comes back still finds what was new.
// - `last` is the visit before. What differs from its stamps is new. On the first visit it is what is listed then: nothing is new.
//
// A visit becomes the last one when the page is opened more than half an hour after it. It takes with it only what it has listed itself,
// when it was opened: a tab that was left open for days, and whatever came meanwhile in another one, lose nothing. A page that nobody
// has looked at (a tab in the background) counts as soon as someone does.
(() => {
  "use strict";

  const PAUSE = 30 * 60 * 1000;
  const FEW = 3;
  const news = document.querySelector(".bp-news");
  if (!news) return;
  const words = news.dataset;
  const lang = news.lang;
  const KEY = `briefpress.visits ${new URL(words.root, location.href).pathname}`;

  const read = () => {
    const text = localStorage.getItem(KEY);
    try {
      const visits = JSON.parse(text);
      return visits.last.stamps && visits.current.stamps && visits;
    } catch {
      return null;
    }
  };
  const write = (visits) => localStorage.setItem(KEY, JSON.stringify(visits));
  const say = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);

  const lines = [...news.querySelectorAll("li")].map((element) => {
    const link = element.querySelector("a");
    return { element, link, address: link.pathname, stamp: element.dataset.stamp, date: element.dataset.date };
  });

  // Below `floor` are briefings that the page had no room for: that they were not listed does not make them new.
  const visit = () => ({
    time: Date.now(),
    floor: "hasOthers" in words ? lines[lines.length - 1].stamp : "",
    stamps: Object.fromEntries(lines.map(({ address, stamp }) => [address, stamp])),
  });

  // `new`, `updated`, or nothing. One that was not listed is an old one if it would have had no room then but for a later change.
  const stateOf = ({ address, stamp, date }, { floor, stamps }) => {
    if (stamps[address] === stamp || (!stamps[address] && stamp <= floor)) return "";
    return stamps[address] || (date <= floor && !stamp.endsWith(".0")) ? "updated" : "new";
  };

  const counted = (state, count) => {
    const form = `${state}${new Intl.PluralRules(lang).select(count).replace(/^./, (letter) => letter.toUpperCase())}`;
    return count ? [say(words[form] || words[`${state}Other`], { number: new Intl.NumberFormat(lang).format(count) })] : [];
  };

  const day = (time) => {
    const year = new Date(time).getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" };
    const text = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { day: "numeric", month: "long", ...year }).format(time);
    return lang.startsWith("fr") ? text.replace(/^1(?!\d)/, "1er") : text;
  };

  const badge = (state) => {
    const element = document.createElement("span");
    element.className = `bp-badge bp-badge--${state}`;
    element.textContent = words[state];
    return element;
  };

  const mark = ({ element, link }, state) => {
    element.hidden = false;
    link.after(" ", badge(state));
    for (const title of document.querySelectorAll(".bp-card__title a")) {
      if (title.href === link.href) title.closest(".bp-card").querySelector(".bp-card__line").append(" ", badge(state));
    }
  };

  const show = (last) => {
    const found = lines.map((line) => [line, stateOf(line, last)]).filter(([, state]) => state);
    if (!found.length) return;
    for (const [line, state] of found) mark(line, state);
    const count = (wanted) => counted(wanted, found.filter(([, state]) => state === wanted).length);
    const what = [...count("new"), ...count("updated")].join(", ");
    news.querySelector("summary").textContent = say(words.since, { what, day: day(last.time) });
    news.querySelector("details").open = found.length <= FEW;
    news.hidden = false;
  };

  // Who pressed the button goes on with what comes next: hidden, it would lose the focus to the beginning of the page.
  const hide = () => {
    const headings = [...document.querySelectorAll("article :is(h1, h2, h3)")];
    const next = headings.find((heading) => news.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING) || headings[0];
    if (next && news.contains(document.activeElement)) {
      next.tabIndex = -1;
      next.focus({ preventScroll: true });
    }
    for (const element of document.querySelectorAll(".bp-badge--new, .bp-badge--updated")) element.remove();
    news.hidden = true;
  };

  const begin = () => {
    try {
      const here = visit();
      const known = read();
      const isOver = known && here.time - known.current.time > PAUSE;
      const last = isOver ? known.current : known ? known.last : here;
      write({ last, current: here });
      show(last);
      news.querySelector("button").addEventListener("click", () => {
        hide();
        try {
          write({ last: visit(), current: visit() });
        } catch {
          // The storage is full: they are new again at the next visit.
        }
      });
    } catch {
      // No storage, or something else in it: there is nothing to compare with.
    }
  };

  if (document.visibilityState === "visible") begin();
  else document.addEventListener("visibilitychange", begin, { once: true });
})();
