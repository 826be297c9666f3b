// Narrows a list to a topic and an actor, and keeps the choice in the address. Without this script the list is whole, and the ways to
// the topics' own pages stand above it.
(() => {
  "use strict";

  const FIELDS = ["topic", "actor"];

  const entriesIn = (place) => [...place.querySelectorAll("[data-topics]")];
  // A briefing in the list of questions holds several of them.
  const countOf = (entries) => entries.reduce((sum, entry) => sum + (entry.querySelectorAll("li.bp-question").length || 1), 0);
  const isOf = (entry, field, id) => !id || (entry.getAttribute(`data-${field}s`) || "").split(" ").includes(id);
  const say = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);

  const keep = (chosen, links) => {
    const address = new URL(location.href);
    for (const field of FIELDS) {
      if (chosen[field]) address.searchParams.set(field, chosen[field]);
      else address.searchParams.delete(field);
    }
    try {
      history.replaceState(null, "", address);
    } catch {
      // A page from a disk may not change its address; the list is narrowed all the same.
    }
    const asked = Object.entries(chosen).filter(([, id]) => id);
    for (const [link, search] of links) link.search = new URLSearchParams([...new Map([...new URLSearchParams(search), ...asked])]).toString();
  };

  const start = (form) => {
    const around = form.closest(".bp-narrowed");
    const entries = entriesIn(around);
    const groups = [...around.querySelectorAll(".bp-span")].filter((group) => entriesIn(group).length);
    const links = [...form.closest(".bp-page, .bp-slot").querySelectorAll("a[data-keeps]")].map((link) => [link, link.search]);
    const selects = [...form.querySelectorAll("select")];
    const button = form.querySelector("button");
    const pages = form.querySelector(".bp-choices__pages");
    const status = form.querySelector("[role=status]");
    const digits = new Intl.NumberFormat(form.closest("[lang]").lang);
    const total = countOf(entries);
    const chosen = () => Object.fromEntries(selects.map((select) => [select.name, select.value]));

    const wayTo = (select) => {
      const [option] = select.selectedOptions;
      if (!option.dataset.page) return [];
      const link = document.createElement("a");
      link.href = option.dataset.page;
      link.textContent = say(form.dataset.page, { name: option.text });
      return [link];
    };

    const show = () => {
      const asked = chosen();
      for (const entry of entries) entry.hidden = !FIELDS.every((field) => isOf(entry, field, asked[field]));
      for (const group of groups) group.hidden = entriesIn(group).every((entry) => entry.hidden);
      const isNarrowed = Object.values(asked).some(Boolean);
      const shown = countOf(entries.filter((entry) => !entry.hidden));
      around.classList.toggle("bp-narrowed--on", isNarrowed);
      button.hidden = !isNarrowed;
      status.textContent = isNarrowed ? say(form.dataset.shown, { shown: digits.format(shown), total: digits.format(total) }) : "";
      pages.replaceChildren(...selects.flatMap(wayTo));
      pages.hidden = !pages.hasChildNodes();
    };

    const change = () => {
      show();
      keep(chosen(), links);
    };

    const asked = new URLSearchParams(location.search);
    for (const select of selects) {
      const id = asked.get(select.name) || "";
      // Nothing of it is on this page: that is what the page then says.
      if (id && ![...select.options].some((option) => option.value === id)) select.append(new Option(id, id));
      select.value = id;
      select.addEventListener("change", change);
    }
    button.addEventListener("click", () => {
      for (const select of selects) select.value = "";
      change();
      selects[0].focus();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const ways of form.parentElement.querySelectorAll(".bp-choices__ways")) ways.hidden = true;
    form.hidden = false;
    show();
    if (Object.values(chosen()).some(Boolean)) keep(chosen(), links);
  };

  // Each list once, should a page have several and load this script for each.
  for (const form of document.querySelectorAll(".bp-choices__form[hidden]")) start(form);
})();
