// A query → results, asked of the index, and their entries. All languages of the site are searched at once.
briefpress.engine = (() => {
  "use strict";

  const { base, searched } = briefpress;
  const SHOWN = 8;
  const QUOTED = /^\s*["“«](.+)["”»]\s*$/;
  const entries = new Map();
  let index;

  // The index in a worker, so that typing never waits for a search.
  const worker = () => {
    const process = briefpress.process();
    const waiting = new Map();
    let last = 0;
    process.addEventListener("message", ({ data: { number, answer, fault } }) => {
      const { resolve, reject } = waiting.get(number);
      waiting.delete(number);
      if (fault) reject(new Error(fault));
      else resolve(answer);
    });
    const fail = () => {
      for (const { reject } of waiting.values()) reject(new Error("the search can't be started"));
      waiting.clear();
      // The next question starts another.
      index = undefined;
    };
    process.addEventListener("error", fail);
    const ask = (method) => (...given) =>
      new Promise((resolve, reject) => {
        waiting.set(++last, { resolve, reject });
        if (process.isBroken) fail();
        else process.postMessage({ number: last, method, given });
      });
    return { search: ask("search") };
  };

  const opened = () => { index ||= briefpress.offline ? briefpress.offline.index() : worker(); return index; };

  // Makes everything ready before anything is asked.
  const start = () => { opened(); };

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

  const added = (one, other) => {
    const sum = structuredClone(one);
    for (const [facet, values] of Object.entries(other)) {
      sum[facet] ||= {};
      for (const [value, count] of Object.entries(values)) sum[facet][value] = (sum[facet][value] || 0) + count;
    }
    return sum;
  };

  const textsOf = (found) => found.items.map(({ text, more = "" }) => `${text} ${more}`);

  // Whether all words that were asked for are in an entry. Where one is in no page of a shard, Pagefind leaves it out, or takes a
  // part of it, for every result of that shard alike.
  const holds = (found, form) => {
    if (!form) return true;
    const asked = form.split(" ");
    // Most stems are how the word begins; only for others is every word looked at.
    if (briefpress.words.begin(asked, textsOf(found).join(" "))) return true;
    found.said ||= textsOf(found).flatMap((text) => briefpress.words.every(text, found.lang));
    return asked.every((one) => found.said.some((word) => word.startsWith(one)));
  };

  // Whether at least one of the words is there, or one that begins with most of it.
  const isClose = (found, form) =>
    form.split(" ").some((one) => briefpress.words.begin([one.slice(0, Math.max(4, Math.ceil((one.length * 2) / 3)))], textsOf(found).join(" ")));

  // The parts of which the first results show that they are not what was asked for; whether they are at least near it, because
  // nothing has all of the words.
  const lacking = async (first) => {
    const parts = new Map(first.map((result) => [result.part, result]).reverse());
    const looked = await Promise.all([...parts.values()].map(async ({ id, part, form }) => ({ part, form, found: await entry(id) })));
    const isNear = looked.length > 0 && !looked.some(({ found, form }) => holds(found, form));
    const isRight = isNear ? isClose : holds;
    return { weak: new Set(looked.filter(({ found, form }) => !isRight(found, form)).map(({ part }) => part)), isNear, isRight };
  };

  // What takes the results in order, best or newest first; how many there are, and, where it is asked for, by the values of facets.
  const search = async (query, { filters = {}, isByDate = false, isFaceted = false } = {}) => {
    const quoted = QUOTED.exec(query);
    const text = quoted ? quoted[1] : query;
    const isNewest = isByDate || !text.trim();
    const found = forms(text);
    if (isFaceted && !text.trim()) found.set("", undefined);
    const asked = await Promise.all(
      [...found].map(async ([form, own]) => {
        // Languages that differ search only their own pages, so that no page is found twice.
        const languages = found.size > 1 ? own : undefined;
        const parts = await opened().search(form, { filters, languages, isQuoted: Boolean(quoted), isByDate: isNewest, isFaceted });
        return parts.map((part, shard) => ({ ...part, form, shard }));
      }),
    );
    const parts = asked.flat().filter(({ total }) => total).map((part, number) => ({ ...part, number }));
    const first = taker(parts, isNewest).take(SHOWN);
    // All of them are asked for at once.
    for (const { id } of first) entry(id).catch(() => {});
    const { weak, isNear, isRight } = await lacking(first);
    const kept = parts.filter(({ number }) => !weak.has(number));
    return {
      ...taker(kept, isNewest),
      total: kept.reduce((sum, { total }) => sum + total, 0),
      counts: kept.map(({ counts }) => counts).reduce(added, {}),
      isEmpty: !found.size && briefpress.words.isAnything(text),
      isNear,
      isRight,
    };
  };

  // Shards are in the order of their dates, and so is what each of them found where it was asked to.
  const taker = (parts, isNewest) => {
    const order = isNewest ? (one, other) => other.shard - one.shard || one.place - other.place : (one, other) => other.score - one.score;
    let results = parts.flatMap(({ results, shard, form, number }) =>
      results.map((result, place) => ({ ...result, shard, form, part: number, place })));
    results.sort(order);
    return {
      take: (count) => results.splice(0, count),
      isOver: () => results.length === 0,
      drop: (part) => { results = results.filter((result) => result.part !== part); },
    };
  };

  return { start, search, entry };
})();
