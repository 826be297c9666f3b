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

  // One for each shard, each after its length.
  const metasOf = (all) => {
    const view = new DataView(all.buffer, all.byteOffset, all.byteLength);
    const metas = [];
    for (let at = 0; at < all.length; at += 4 + view.getUint32(at)) metas.push(all.slice(at + 4, at + 4 + view.getUint32(at)));
    return metas;
  };

  const open = () => {
    opening ||= Promise.all(["pagefind.wasm", `index/${start}`].map(unpacked))
      .then(async ([code, metas]) => {
        await wasm_bindgen({ module_or_path: code });
        return metasOf(metas).map((meta, number) => ({
          name: `x${number}`,
          pointer: wasm_bindgen.set_ranking_weights(wasm_bindgen.init_pagefind(meta), RANKING),
          pieces: new Map(),
          places: placesOf(meta),
        }));
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
      const coming = unpacked(`index/${name}`).then((piece) => { shard.pointer = wasm_bindgen[take](shard.pointer, piece); });
      shard.pieces.set(name, coming.catch((error) => {
        shard.pieces.delete(name);
        throw error;
      }));
    }
    return shard.pieces.get(name);
  };

  const needAll = (shard, query, filters) =>
    Promise.all([
      ...JSON.parse(wasm_bindgen.request_indexes(shard.pointer, query)).map((name) => need(shard, `${name}.pf_index`, "load_index_chunk")),
      ...JSON.parse(wasm_bindgen.request_filter_indexes(shard.pointer, filters)).map((name) => need(shard, `${name}.pf_filter`, "load_filter_chunk")),
    ]);

  // Whether as many words as were asked for stand in a row.
  const isPhrase = (places, length) => {
    let row = 1;
    for (let at = 1; at < places.length && row < length; at += 1) row = places[at].l === places[at - 1].l + 1 ? row + 1 : 1;
    return row >= length;
  };

  const searchShard = async (shard, query, filters, isQuoted, isByDate) => {
    await needAll(shard, query, filters);
    const words = query.split(" ");
    const isWhole = isQuoted || (query && words.every((word) => word.length <= SHORT));
    const { results, filtered_counts: counts } = JSON.parse(wasm_bindgen.search(shard.pointer, query, query, filters, "", isWhole, false));
    if (words.length > 1) {
      for (const result of results) if (isPhrase(result.l, words.length)) result.s += PHRASE;
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
  const search = async (query, filters, isQuoted, isByDate) =>
    Promise.all((await open()).map((shard) => searchShard(shard, query, JSON.stringify(filters), isQuoted, isByDate)));

  // Every value of every facet with its count, for each shard.
  const facets = async () =>
    Promise.all((await open()).map(async (shard) => {
      const names = JSON.parse(wasm_bindgen.request_all_filter_indexes(shard.pointer));
      await Promise.all(names.map((name) => need(shard, `${name}.pf_filter`, "load_filter_chunk")));
      return JSON.parse(wasm_bindgen.filters(shard.pointer));
    }));

  return { open: async () => { await open(); }, search, facets };
};
