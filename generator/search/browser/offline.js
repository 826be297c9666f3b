// For pages that are opened from a disk: pieces of the index come as scripts, and Pagefind runs in the page itself.
briefpress.offline = (() => {
  "use strict";

  const { base } = briefpress;
  // Where Pagefind believes the pieces to be; only their names count.
  const PLACE = "pieces/";
  const pieces = new Map();
  const coming = new Map();

  const run = (name) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${base}${name}.js`;
      script.onload = () => { script.remove(); resolve(); };
      script.onerror = () => reject(new Error(`${name} is missing`));
      document.head.append(script);
    });

  // A piece by its name; one that is missing may be asked for again.
  const piece = (name) => {
    if (!coming.has(name)) {
      coming.set(name, run(name).then(() => pieces.get(name)).catch((error) => {
        coming.delete(name);
        throw error;
      }));
    }
    return coming.get(name);
  };

  // What each of those scripts calls.
  const take = (name, value) => { pieces.set(name, value); };

  // Stands in for the browser's own fetch, for Pagefind.
  const fetch = async (address) => {
    const text = atob(await piece(address.replace(PLACE, "").split("?")[0]));
    return {
      json: async () => JSON.parse(text),
      arrayBuffer: async () => Uint8Array.from(text, (character) => character.charCodeAt(0)).buffer,
    };
  };

  // Pagefind, asked as its worker would be.
  const pagefind = async (options) => {
    await run("pagefind");
    const instance = briefpress.createPagefind({ ...options, basePath: PLACE, noWorker: true });
    await instance.init();
    return (method, ...args) => instance[method](...args);
  };

  return { take, fetch, pagefind, entry: (identifier) => piece(`entries/${identifier}`) };
})();
