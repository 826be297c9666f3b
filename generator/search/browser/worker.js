// Answers what the page asks of the index, one message for one call.
(() => {
  "use strict";

  const load = async (name) => {
    const response = await fetch(new URL(name, self.location.href));
    if (!response.ok) throw new Error(`${name} is missing`);
    return response.arrayBuffer();
  };
  const index = makeIndex(self.location.search.slice(1), load);
  // Before anything is asked, so that the first answer finds everything ready.
  index.open().catch(() => {});

  self.addEventListener("message", async ({ data: { number, method, given } }) => {
    try {
      self.postMessage({ number, answer: await index[method](...given) });
    } catch (error) {
      self.postMessage({ number, fault: String(error) });
    }
  });
})();
