// Collections are made once, in the order in which Eleventy asks for them; templates find items by maps, not by looking at all.
const MONTHS = {}
const WORDS = require("./_data/words.json")
const NAMES = require("./_data/names.json")

const LONG = 50
const LINES = 300

const asDay = (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value))

function day(value, lang) {
  const key = asDay(value) + lang
  if (!MONTHS[key]) {
    const [year, month, date] = asDay(value).split("-").map(Number)
    const first = lang === "fr" && date === 1 ? "er" : ""
    MONTHS[key] = `<time datetime="${asDay(value)}">${date}${first} ${WORDS[lang].months[month - 1]} ${year}</time>`
  }
  return MONTHS[key]
}

const cut = (text) => (text.length > 80 ? `${text.slice(0, 80)}…` : text)

function grouped(pages, keysOf) {
  const found = new Map()
  for (const page of pages) {
    for (const key of new Set(keysOf(page))) {
      if (!found.has(key)) found.set(key, [])
      found.get(key).push(page)
    }
  }
  return [...found].map(([id, briefings]) => ({ id, briefings }))
}

// The newest items of pages, page by page, and how many there are in all.
function newest(pages, itemsOf) {
  const listed = []
  let total = 0
  for (const page of pages) {
    const found = itemsOf(page.data)
    const items = found.slice(0, Math.max(0, LONG - total))
    if (items.length) listed.push({ page, items })
    total += found.length
  }
  return { listed, total, shown: Math.min(total, LONG) }
}

function bySource(pages) {
  const found = new Map()
  for (const { page, items } of newest(pages, (data) => data.sources).listed) {
    for (const source of items) {
      if (!found.has(source.publisher)) found.set(source.publisher, [])
      found.get(source.publisher).push({ page, source })
    }
  }
  return [...found].sort().map(([publisher, listed]) => ({ publisher, listed }))
}

// The newest years up to a number of lines; of those before only how many briefings they have.
function archive(years) {
  let left = LINES
  return years.map(({ id, briefings }) => {
    const listed = briefings.slice(0, left)
    left -= listed.length
    return { id, total: briefings.length, listed }
  })
}

function byMonth(pages, lang) {
  const named = (month) => `${WORDS[lang].months[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`
  return grouped(pages, (page) => [asDay(page.data.date).slice(0, 7)]).map((month) => ({ ...month, name: named(month.id) }))
}

module.exports = function (config) {
  const items = new Map()
  const updates = new Map()
  const answers = new Map()

  const note = (map, key, pointer) => map.set(key, [...(map.get(key) ?? []), pointer])

  config.addPassthroughCopy("assets")

  const briefings = (api) => [...api.getFilteredByGlob("briefings/*.md")].reverse()
  config.addCollection("briefings", (api) => {
    const pages = briefings(api)
    pages.forEach((page, place) => {
      const id = page.data.id
      page.data.newer = pages[place - 1]
      page.data.older = pages[place + 1]
      for (const item of [...page.data.key_facts, ...page.data.open_questions]) items.set(`${id}#${item.id}`, { page, item })
      for (const item of page.data.key_facts) {
        if (item.updates) note(updates, item.updates, { page, item })
        for (const question of item.answers ?? []) note(answers, question, { page, item })
      }
    })
    return pages
  })
  config.addCollection("years", (api) => grouped(briefings(api), (page) => [page.data.years[0]]))
  config.addCollection("byTopic", (api) => grouped(briefings(api), (page) => page.data.topics))
  config.addCollection("byActor", (api) => grouped(briefings(api), (page) => page.data.actors))
  config.addCollection("byIndicator", (api) => grouped(briefings(api), (page) => page.data.indicators))
  config.addCollection("publishers", (api) => bySource(briefings(api)))

  config.addFilter("day", day)
  config.addFilter("cut", cut)
  config.addFilter("nameOf", (id, kind, lang) => NAMES[kind][id][lang])
  config.addFilter("amount", (value, lang) => String(value).replace(/\B(?=(\d{3})+$)/g, WORDS[lang].thousands))
  config.addFilter("target", (reference) => items.get(reference))
  config.addFilter("updatesOf", (id, item) => updates.get(`${id}#${item}`) ?? [])
  config.addFilter("answersOf", (id, item) => answers.get(`${id}#${item}`) ?? [])
  config.addFilter("numberOf", (id, sources) => sources.findIndex((source) => source.id === id) + 1)
  config.addFilter("titleOf", (id, sources) => sources.find((source) => source.id === id).title)
  config.addFilter("citing", (sources, data) => [
    ...data.key_facts.filter((fact) => fact.sources.includes(sources)).map((fact) => ({ id: fact.id, words: fact.text })),
    ...data.quotes.filter((quote) => quote.source === sources).map((quote) => ({ id: quote.id, words: quote.text })),
    ...data.figures.filter((figure) => figure.source === sources).map((figure) => ({ id: figure.id, words: figure.label })),
  ])
  config.addFilter("isLong", (pages) => pages.length > LONG)
  config.addFilter("newest", (pages) => pages.slice(0, LONG))
  config.addFilter("archive", archive)
  config.addFilter("byMonth", byMonth)
  config.addFilter("asked", (pages) => newest(pages, (data) => data.open_questions))
  config.addFilter("assertedBy", (pages, actor) => newest(pages, (data) => data.key_facts.filter((fact) => (fact.attributed_to ?? []).includes(actor))))
  config.addFilter("repliedBy", (pages, actor) =>
    newest(pages, (data) => data.key_facts.filter((fact) => (fact.responses ?? []).some((reply) => reply.by === actor))))
  config.addFilter("saidBy", (pages, actor) => newest(pages, (data) => data.quotes.filter((quote) => quote.speaker === actor)))
  config.addFilter("countedBy", (figures, indicator) => figures.filter((figure) => figure.indicator === indicator))

  return { markdownTemplateEngine: false, htmlTemplateEngine: "njk", dir: { input: ".", includes: "_includes", data: "_data" } }
}
