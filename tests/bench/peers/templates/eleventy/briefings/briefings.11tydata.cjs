// Not Eleventy's own slug: it takes the day off the name of a file.
const idOf = (data) => data.page.inputPath.split("/").pop().replace(/\.md$/, "")

module.exports = {
  layout: "briefing.njk",
  permalink: (data) => `briefings/${idOf(data)}/index.html`,
  eleventyComputed: { id: idOf },
}
