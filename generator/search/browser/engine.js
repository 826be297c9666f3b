// A query → results, asked of Pagefind in its worker, and their entries. All languages of the site are searched at once.
briefpress.engine = (() => {
  "use strict";

  const { base, searched } = briefpress;
  // A word that is found whole counts for far more than one that only starts like it.
  const RANKING = { termSimilarity: 10, pageLength: 0.3, termSaturation: 2 };
  const OPTIONS = { basePath: base, baseUrl: "/", language: "mul", ranking: RANKING, primary: true };
  // More than any score: what stands word for word as it was asked for comes first.
  const PHRASE = 1000;
  const QUOTED = /^\s*["“«](.+)["”»]\s*$/;
  const entries = new Map();
  let asking;

  // Pagefind's worker, asked by its own messages, so that typing never waits for a search.
  const worker = () => {
    const process = new Worker(`${base}pagefind-worker.js`);
    const waiting = new Map();
    let last = 0;
    process.addEventListener("message", ({ data: { id, result, error } }) => {
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      if (error) reject(new Error(error));
      else resolve(result);
    });
    process.addEventListener("error", () => {
      for (const { reject } of waiting.values()) reject(new Error("the search can't be started"));
    });
    const ask = (method, ...args) =>
      new Promise((resolve, reject) => {
        waiting.set(++last, { resolve, reject });
        process.postMessage({ id: last, instanceId: "briefpress", method, args });
      });
    return ask("init", OPTIONS).then(() => ask);
  };

  const start = () => {
    asking ||= (briefpress.offline ? briefpress.offline.pagefind(OPTIONS) : worker()).catch((error) => {
      asking = undefined;
      throw error;
    });
    return asking;
  };

  const ask = async (method, ...args) => (await start())(method, ...args);

  const fetched = async (identifier) => {
    const response = await fetch(`${base}entries/${identifier}.json`);
    if (!response.ok) throw new Error(`the entry ${identifier} is missing`);
    return response.json();
  };

  // What is known of a result, for showing it.
  const entry = (identifier) => {
    if (!entries.has(identifier)) {
      const found = briefpress.offline ? briefpress.offline.entry(identifier) : fetched(identifier);
      entries.set(identifier, found.catch((error) => {
        entries.delete(identifier);
        throw error;
      }));
    }
    return entries.get(identifier);
  };

  // The query's words as each language has them: languages that agree are asked together.
  const forms = (text) => {
    const found = new Map();
    for (const language of searched) {
      const form = briefpress.words.asked(text, language).join(" ");
      if (form) found.set(form, [...(found.get(form) || []), language]);
    }
    return found;
  };

  // Whether all words that were asked for are there. Where one is in no page, Pagefind leaves it out or takes a part of it, for
  // every result alike: the first one shows it.
  const isWhole = async (form, { results }) => {
    if (!results.length) return false;
    const { items, lang } = await entry(results[0].id);
    const said = items.flatMap(({ text, more = "" }) => briefpress.words.every(`${text} ${more}`, lang));
    return form.split(" ").every((asked) => said.some((word) => word.startsWith(asked)));
  };

  const searchForm = async (form, options, isPhrase) => {
    const isLong = form.includes(" ");
    const [any, phrase] = await Promise.all([
      isPhrase ? null : ask("search", form, options),
      isPhrase || isLong ? ask("search", `"${form}"`, options) : null,
    ]);
    if (!any) return { ...phrase, isWhole: true };
    const exact = new Set(phrase ? phrase.results.map(({ id }) => id) : []);
    const results = any.results.map((result) => ({ ...result, score: result.score + (exact.has(result.id) ? PHRASE : 0) }));
    return { ...any, results, isWhole: await isWhole(form, any) };
  };

  const added = (one, other) => {
    const sum = structuredClone(one);
    for (const [facet, values] of Object.entries(other)) {
      sum[facet] ||= {};
      for (const [value, count] of Object.entries(values)) sum[facet][value] = (sum[facet][value] || 0) + count;
    }
    return sum;
  };

  // What takes the results in order, best or newest first; how many there are, and by the values of each facet.
  const search = async (query, { filters = {}, isByDate = false } = {}) => {
    const quoted = QUOTED.exec(query);
    const text = quoted ? quoted[1] : query;
    const found = forms(text);
    const sort = isByDate ? { sort: { date: "desc" } } : {};
    const asked = await Promise.all(
      [...found].map(([form, languages]) => {
        // Languages that differ search only their own pages, so that no page is found twice.
        const own = found.size > 1 ? { language: narrowed(filters.language, languages) } : {};
        return searchForm(form, { filters: { ...filters, ...own }, ...sort }, Boolean(quoted));
      }),
    );
    if (!found.size && !text.trim() && Object.keys(filters).length) {
      asked.push({ ...(await ask("search", null, { filters, ...sort })), isWhole: true });
    }
    const whole = asked.filter((part) => part.isWhole);
    const parts = whole.length ? whole : asked;
    const lists = parts.map(({ results }) => results);
    return {
      take: isByDate ? newestFirst(lists) : bestFirst(lists),
      total: lists.flat().length,
      counts: parts.map((part) => part.filters).reduce(added, {}),
      isEmpty: !parts.length,
      isNear: !whole.length,
    };
  };

  const narrowed = (chosen, languages) => {
    const both = chosen ? languages.filter((language) => chosen.any.includes(language)) : languages;
    return { any: both.length ? both : ["none"] };
  };

  // Both give a function that takes the next results from several lists, each of which is in order.
  const bestFirst = (lists) => {
    const left = lists.flat().sort((one, other) => other.score - one.score);
    return async (count) => left.splice(0, count);
  };

  const newestFirst = (lists) => {
    const left = lists.map((list) => [...list]);
    const dated = async (list) => ({ list, date: list.length ? (await entry(list[0].id)).date || "" : undefined });
    return async (count) => {
      const taken = [];
      while (taken.length < count) {
        const heads = (await Promise.all(left.map(dated))).filter(({ date }) => date !== undefined);
        if (!heads.length) break;
        taken.push(heads.reduce((one, other) => (other.date > one.date ? other : one)).list.shift());
      }
      return taken;
    };
  };

  // Every value of every facet in the site, with its count.
  const facets = () => ask("filters");

  return { start, search, entry, facets };
})();
