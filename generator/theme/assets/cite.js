// Copies a link to a briefing or to one of its items, or a citation of it: as text, for BibTeX or as CSL-JSON. What is cited is read from
// the page: how to cite the briefing stands at its end, also for those without this script; that of an item says its words, too.
(() => {
  "use strict";

  const MOST = 300;
  const FORMS = ["link", "text", "bibtex", "csl"];
  // Of the page: its labels and its language, and how the briefing is cited.
  let words;
  let lang;
  let csl;
  let text;
  let bibtex;
  let parts;

  const content = (place, selector) => ((place.querySelector(selector) || {}).textContent || "").trim();

  const say = (message, values) => message.replace(/%\((\w+)\)s/g, (_, name) => values[name]);

  const line = (long) => {
    const short = long.replace(/\s+/g, " ").trim();
    return short.length <= MOST ? short : `${short.slice(0, MOST).replace(/\s+\S*$/, "")}…`;
  };

  // As generator/render/citation.py does it: BibTeX counts braces before it reads backslashes, so a brace is a word.
  const MARKS = { "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
  const tex = (plain) => plain.replace(/[#$%&_{}\\~^]/g, (mark) => MARKS[mark] || `\\${mark}`);

  // What an item is, and the words by which it is known.
  const KINDS = {
    fact: (item) => content(item, ".bp-item__text > .bp-text"),
    quote: (item) => content(item, ".bp-quote__words"),
    figure: (item) => [content(item, ".bp-figure__label"), content(item, ".bp-figure__value")].filter(Boolean).join(words.colon),
    question: (item) => content(item, ".bp-question__words"),
  };

  const noteOf = (item, kind) => {
    const by = kind === "quote" ? ` (${content(item, ".bp-quote__speaker")})` : "";
    return `${words[kind]}${by}${words.colon}${say(words.quoted, { words: line(KINDS[kind](item)) })}`;
  };

  const here = () => location.href.split(/[?#]/)[0];

  // Online, a page whose own address the site doesn't know is cited by where it is read; on a disk, by none.
  const addressOf = (id) => {
    const page = csl.URL || (location.protocol === "file:" ? "" : here());
    return page && id ? `${page}#${id}` : page;
  };

  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  };

  const day = ([year, month, date]) => {
    const written = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long" }).format(new Date(year, month - 1, date));
    return lang.startsWith("fr") ? written.replace(/^1(?!\d)/, "1er") : written;
  };

  const MAKE = {
    link: ({ id }) => addressOf(id) || (id ? `${here()}#${id}` : here()),
    text: ({ id, note }) => {
      const address = addressOf(id);
      const whole = csl.URL ? text.slice(0, -csl.URL.length).trim() : text;
      const read = address ? `${address} (${say(words.accessed, { day: day(today()) })})` : "";
      return [whole, note && `${note}.`, read].filter(Boolean).join(" ");
    },
    bibtex: ({ id, note }) => {
      const address = addressOf(id);
      const [year, month, date] = today().map((part) => String(part).padStart(2, "0"));
      const lines = bibtex.split("\n").slice(0, -1).filter((one) => !one.startsWith("  url = ")).map((one) => one.replace(/,$/, ""));
      if (id) lines[0] += `_${id}`;
      if (note) lines.push(`  note = {${tex(note)}}`);
      if (address) lines.push(`  url = {${address.replace(/[{}\\]/g, encodeURIComponent)}}`, `  urldate = {${year}-${month}-${date}}`);
      return `${lines.join(",\n")}\n}`;
    },
    csl: ({ id, note }) => {
      const address = addressOf(id);
      const fields = { ...csl, ...(id && { id: `${csl.id}_${id}` }), ...(note && { note }) };
      if (address) Object.assign(fields, { URL: address, accessed: { "date-parts": [today()] } });
      return `[{\n${Object.entries(fields).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(",\n")}\n}]`;
    },
  };

  const element = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  const nameOf = (form) => ({ link: words.link, text: words.text, bibtex: "BibTeX", csl: "CSL-JSON" })[form];

  const make = () => {
    const what = element("p", { class: "bp-citer__what", id: "_citer" });
    const buttons = FORMS.map((form) => element("button", { type: "button", class: "bp-button", "data-form": form }, nameOf(form)));
    const forms = element("div", { class: "bp-citer__forms", role: "group", "aria-labelledby": "_citer-copy" }, element("span", { id: "_citer-copy" }, words.copy), ...buttons);
    const shown = element("textarea", { class: "bp-citer__shown", readonly: "", rows: "9", spellcheck: "false", translate: "no" });
    const status = element("p", { class: "bp-citer__status", role: "status" });
    const close = element("button", { type: "button", class: "bp-close", "aria-label": words.close }, "×");
    const dialog = element("dialog", { class: "bp-dialog bp-citer bp-slot", "aria-labelledby": "_citer", lang }, what, forms, shown, status, close);
    for (const button of buttons) button.addEventListener("click", () => copy(button.dataset.form));
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    document.body.append(element("div", { class: "md-typeset" }, dialog));
    return { dialog, what, buttons, shown, status };
  };

  const show = (form) => {
    parts.shown.value = MAKE[form](parts.cited);
    parts.shown.setAttribute("aria-label", nameOf(form));
    for (const button of parts.buttons) button.setAttribute("aria-pressed", String(button.dataset.form === form));
  };

  // Where the browser has no clipboard for scripts, it may still copy what is selected; where it doesn't, the reader does.
  const copy = async (form) => {
    show(form);
    let isCopied = false;
    try {
      await navigator.clipboard.writeText(parts.shown.value);
      isCopied = true;
    } catch {
      parts.shown.focus();
      parts.shown.select();
      isCopied = document.execCommand("copy");
    }
    parts.status.textContent = isCopied ? say(words.copied, { form: nameOf(form) }) : words.press;
  };

  const open = (cited, what) => {
    parts ||= make();
    parts.cited = cited;
    parts.what.textContent = what;
    parts.status.textContent = "";
    show("text");
    parts.dialog.showModal();
  };

  const button = (cited, what) => {
    const label = what.length > 80 ? `${what.slice(0, 79)}…` : what;
    const made = element("button", { type: "button", class: "bp-cite-button", "aria-haspopup": "dialog", "aria-label": `${words.what} ${label}` }, words.cite);
    made.addEventListener("click", () => open(cited, what));
    return made;
  };

  const start = () => {
    const citing = document.querySelector(".bp-citing");
    if (!citing) return;
    words = citing.dataset;
    lang = citing.closest("[lang]").lang;
    csl = JSON.parse(content(citing, ".bp-citing__csl"))[0];
    text = content(citing, ".bp-citing__text");
    bibtex = content(citing, ".bp-citing__bibtex");
    for (const [kind, wordsOf] of Object.entries(KINDS)) {
      for (const item of document.querySelectorAll(`.bp-briefing .bp-${kind}[id]`)) {
        item.querySelector(".bp-permalink").after(button({ id: item.id, note: noteOf(item, kind) }, line(wordsOf(item))));
      }
    }
    document.querySelector(".bp-head__line").append(button({}, csl.title));
  };

  start();
  // While a briefing is being written, its content is replaced.
  document.addEventListener("briefpress:content", start);
})();
