// For pages that are opened from a disk: pieces of the index come as scripts, and are searched in the page itself.
briefpress.offline = (() => {
  "use strict";

  const pieces = new Map();
  const coming = new Map();

  const run = (name) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${briefpress.base}${name}.js`;
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

  const bytes = async (name) => Uint8Array.from(atob(await piece(name)), (character) => character.charCodeAt(0));

  return {
    // What each of those scripts calls.
    take: (name, value) => { pieces.set(name, value); },
    entry: (identifier) => piece(`entries/${identifier}`),
    index: () => {
      const index = makeIndex(briefpress.start, bytes);
      // Before anything is asked, as the worker does it.
      index.open().catch(() => {});
      return index;
    },
  };
})();
