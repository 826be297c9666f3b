// The index of the site, in shards by date. Pagefind's own code searches it; pieces are loaded as a query needs them.
const makeIndex = (start, load) => {
  "use strict";

  // A word that is found whole counts for far more than one that only starts like it.
  const RANKING = JSON.stringify({ term_similarity: 20, page_length: 0.3, term_saturation: 2 });
  // More than any score: what stands word for word as it was asked for comes first.
  const PHRASE = 1000;
  // Of each shard; who needs more should ask for something else.
  const MOST = 200;
  // What Pagefind puts before the content of its files.
  const MARK = 12;
  // The beginning of a word must be longer, or half the site would be found.
  const SHORT = 2;
  // How to write a briefing is not what most people look for.
  const MANUAL = "m";
  const LESS = 0.2;
  let opening;

  const unpacked = async (name) => {
    const packed = new Blob([await load(name)]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(packed).arrayBuffer()).slice(MARK);
  };

  // The place of each page by its id: pages are in the order of their dates. Read from the list in the first piece (CBOR, RFC 8949):
  // after the version, an array of pairs of an id and a number.
  const placesOf = (meta) => {
    const view = new DataView(meta.buffer, meta.byteOffset, meta.byteLength);
    const text = new TextDecoder();
    let at = 1;
    // The number that an element begins with: itself, or how long it is.
    const head = () => {
      const kind = view.getUint8(at) & 31;
      const size = kind < 24 ? 0 : 1 << (kind - 24);
      const value = { 0: () => kind, 1: () => view.getUint8(at + 1), 2: () => view.getUint16(at + 1), 4: () => view.getUint32(at + 1) }[size]();
      at += 1 + size;
      return value;
    };
    const version = head();
    at += version;
    const places = new Map();
    for (let left = head(); left > 0; left -= 1) {
      head();
      const length = head();
      places.set(text.decode(meta.subarray(at, at + length)), places.size);
      at += length;
      head();
    }
    return places;
  };

  // What comes first in the first piece says how the rest is cut: one part for each shard.
  const shardsOf = (all) => {
    let at = 4 + new DataView(all.buffer, all.byteOffset).getUint32(0);
    const heads = JSON.parse(new TextDecoder().decode(all.subarray(4, at)));
    return heads.map((head) => {
      const meta = all.slice(at, at += head.size);
      const pointer = wasm_bindgen.set_ranking_weights(wasm_bindgen.init_pagefind(meta), RANKING);
      return { ...head, pointer, pieces: new Map(), places: placesOf(meta) };
    });
  };

  const open = () => {
    opening ||= Promise.all(["pagefind.wasm", `index/${start}`].map(unpacked))
      .then(async ([code, all]) => {
        await wasm_bindgen({ module_or_path: code });
        return shardsOf(all);
      })
      .catch((error) => {
        opening = undefined;
        throw error;
      });
    return opening;
  };

  // A piece is loaded once; one that did not come is asked for again by the next query.
  const need = (shard, name, take) => {
    if (!shard.pieces.has(name)) {
      shard.pieces.set(name, unpacked(`index/${name}`).then(take).catch((error) => {
        shard.pieces.delete(name);
        throw error;
      }));
    }
    return shard.pieces.get(name);
  };

  const needWords = (shard, query) =>
    Promise.all(JSON.parse(wasm_bindgen.request_indexes(shard.pointer, query)).map((name) =>
      need(shard, `${name}.pf_index`, (piece) => { shard.pointer = wasm_bindgen.load_index_chunk(shard.pointer, piece); })));

  const needFacets = (shard) => need(shard, shard.facets, (piece) => JSON.parse(new TextDecoder().decode(piece)));

  // Whether as many words as were asked for stand in a row.
  const isPhrase = (places, length) => {
    let row = 1;
    for (let at = 1; at < places.length && row < length; at += 1) row = places[at].l === places[at - 1].l + 1 ? row + 1 : 1;
    return row >= length;
  };

  // What of a page was found, each as the places of its values: the page itself, and its items with a word that was asked for.
  const unitsOf = ({ pages, classes, items }, place, found) => {
    const row = items[place];
    const hit = new Set();
    for (let at = 0, word = 0; at < row.length; at += 2) {
      if (!found.length) hit.add(row[at]);
      for (; word < found.length && found[word].l < row[at + 1]; word += 1) hit.add(row[at]);
    }
    return [pages[place].slice(0, 1), ...[...hit].map((one) => classes[one])];
  };

  // Keeps the results of which something has every chosen facet by itself, and counts what they have.
  const narrow = (shard, table, results, filters) => {
    const chosen = Object.entries(filters).map(([facet, { any }]) =>
      new Set(table.values.flatMap(([name, value], place) => (name === facet && any.includes(value) ? [place] : []))));
    const counts = new Map();
    const kept = results.filter((result) => {
      const place = shard.places.get(result.p);
      // The first value of a page is its kind, which its items don't share.
      const shared = table.pages[place].slice(1);
      const right = unitsOf(table, place, result.l).filter((unit) =>
        chosen.every((values) => unit.some((value) => values.has(value)) || shared.some((value) => values.has(value))));
      if (!right.length) return false;
      for (const value of new Set([...shared, ...right.flat()])) counts.set(value, (counts.get(value) || 0) + 1);
      return true;
    });
    const named = {};
    for (const [place, count] of counts) {
      const [facet, value] = table.values[place];
      (named[facet] ||= {})[value] = count;
    }
    return [kept, named];
  };

  const searchShard = async (shard, query, { filters, languages, isQuoted, isByDate, isFaceted }) => {
    const [table] = await Promise.all([isFaceted && needFacets(shard), needWords(shard, query)]);
    const words = query.split(" ");
    const isWhole = isQuoted || (query && words.every((word) => word.length <= SHORT));
    let { results } = JSON.parse(wasm_bindgen.search(shard.pointer, query, query, "{}", "", isWhole, false));
    let counts = {};
    if (languages) results = results.filter(({ p }) => languages.includes(shard.languages[shard.spoken[shard.places.get(p)]]));
    if (table) [results, counts] = narrow(shard, table, results, filters);
    for (const result of results) {
      if (shard.name === MANUAL) result.s *= LESS;
      if (words.length > 1 && isPhrase(result.l, words.length)) result.s += PHRASE;
    }
    const order = isByDate ? (one, other) => shard.places.get(other.p) - shard.places.get(one.p) : (one, other) => other.s - one.s;
    const first = results.sort(order).slice(0, MOST);
    return {
      total: results.length,
      results: first.map(({ p: id, s: score, l: places }) => ({ id: `${shard.name}-${id}`, score, words: places.map(({ l }) => l) })),
      counts,
    };
  };

  // What each shard, the oldest first, finds: how many, the first of them in order, and how many there are by the values of facets.
  const search = async (query, options) => Promise.all((await open()).map((shard) => searchShard(shard, query, options)));

  return { open: async () => { await open(); }, search };
};
