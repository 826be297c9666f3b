/* Only under "briefpress serve": shows the page anew after a build, and shows the problems of the files over it. */
(() => {
  "use strict";
  // Of the page itself: a build may have ended before the first news comes.
  let shown = Number(document.currentScript.dataset.build);
  let panel = null;
  let known = null;

  const element = (name, text, style) => {
    const made = document.createElement(name);
    made.textContent = text;
    Object.assign(made.style, style || {});
    return made;
  };

  const close = () => {
    if (panel) panel.remove();
    panel = null;
  };

  const show = (state) => {
    close();
    panel = element("div", "", {
      position: "fixed", inset: "auto 0 0 0", maxHeight: "60vh", overflow: "auto", zIndex: "1000",
      padding: "1rem 1.5rem", background: "#1d1d1f", color: "#f5f5f7", borderTop: "4px solid #ff6b5e",
      font: "15px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
    });
    panel.id = "__briefpress_problems";
    panel.setAttribute("role", "alert");
    panel.append(element("strong", state.problems.length ? "The page behind this is the last good one." : "The site could not be built."));
    const button = element("button", "Hide", { float: "right", color: "inherit", cursor: "pointer", textDecoration: "underline", padding: "0 .5rem" });
    button.addEventListener("click", close);
    panel.prepend(button);
    if (!state.problems.length) panel.append(element("pre", state.message, { whiteSpace: "pre-wrap" }));
    const list = element("ul", "", { listStyle: "none", margin: ".5rem 0 0", padding: "0" });
    const errorsFirst = [...state.problems].sort((a, b) => (a.level > b.level) - (a.level < b.level));
    for (const problem of errorsFirst) {
      const place = `${problem.path}:${problem.line}:${problem.column}`;
      const said = `${problem.where ? `${problem.where}: ` : ""}${problem.message}${problem.hint ? `; ${problem.hint}` : ""}`;
      const entry = element("li", "", { margin: "0 0 .5rem" });
      entry.append(element("b", place, { color: problem.level === "error" ? "#ff9c92" : "#ffd479" }), element("span", ` ${problem.level}: ${said}`));
      list.append(entry);
    }
    panel.append(list);
    document.body.append(panel);
  };

  // A generated page in two: its content, which no script has touched, and all that stands around it, but for the build's number.
  const parted = async () => {
    const html = await (await fetch(location.pathname)).text();
    const [start, end] = [html.indexOf("<article"), html.lastIndexOf("</article>")];
    const inside = html.slice(start, end);
    if (start < 0 || end < start || !inside.includes('class="bp-page ') || inside.includes("<script")) return null;
    const build = /<script src="[^"]*" data-build="(\d+)" defer><\/script><\/body>/.exec(html);
    return build && { build: Number(build[1]), around: html.slice(0, start) + html.slice(end, build.index), inside, html };
  };

  // Where only the content is another, it takes the place of the old one: sooner than a reload, and the reader stays where they are.
  const follow = async () => {
    const page = known && await parted();
    if (!page || page.around !== known.around) return location.reload();
    // What was chosen or focused in it stays so when the build was of other pages.
    if (page.inside !== known.inside) {
      const content = new DOMParser().parseFromString(page.html, "text/html").querySelector("article");
      document.querySelector("article").replaceWith(content);
      document.dispatchEvent(new Event("briefpress:content"));
    }
    [known, shown] = [page, page.build];
  };

  addEventListener("load", async () => {
    const page = await parted();
    if (page && page.build === shown) known = page;
  });

  const news = new EventSource("/__briefpress/news");
  news.addEventListener("message", (event) => {
    const state = JSON.parse(event.data);
    if (state.message) show(state);
    else close();
    if (state.build !== shown && !state.message) follow().catch(() => location.reload());
  });
  addEventListener("pagehide", () => news.close());
})();
