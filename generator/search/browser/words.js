// A query → the words that are searched, just as generator/search/words.py does it for the index. A test compares the two.
briefpress.words = (() => {
  "use strict";

  const GROUPED = /(?<!\p{N})[0-9]{1,3}(?:[ ,.'’][0-9]{3})+(?!\p{N})/gu;
  // Scripts that put no space between words: each character is a word.
  const NO_SPACES = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}";
  const WORD = new RegExp(`[${NO_SPACES}]|(?:(?![${NO_SPACES}])[\\p{L}\\p{M}\\p{N}])+`, "gu");
  const LIGATURES = { œ: "oe", æ: "ae", ß: "ss" };
  const memory = new Map();

  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[œæß]/g, (letter) => LIGATURES[letter]);
  const joined = (text) => text.replace(GROUPED, (number) => number.replace(/[ ,.'’]/g, ""));
  const bare = (word) => word.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  // What an apostrophe leaves behind (l, d, s, t) is one letter; so is à.
  const counts = (word) => [...word].length > 1 || !/^[a-z]$/.test(bare(word));
  const rawWords = (text) => (joined(plain(text)).match(WORD) || []).filter(counts);

  // Accents after stemming where the algorithm needs them, as the one for French does.
  const stem = (word, language) => {
    const key = `${language} ${word}`;
    if (!memory.has(key)) {
      const { stemmer, isWithoutAccents } = briefpress.languages[language] || {};
      const ready = isWithoutAccents ? bare(word) : word;
      memory.set(key, bare(stemmer ? stemmer.stemWord(ready) : ready));
    }
    return memory.get(key);
  };

  // The words of a text in a language; those that say nothing by themselves are left out.
  const of = (text, tag) => {
    const [language] = tag.split("-");
    const { stopWords } = briefpress.languages[language] || {};
    return rawWords(text).filter((word) => !stopWords || !stopWords.has(word)).map((word) => stem(word, language)).filter(Boolean);
  };

  // The same and what else finds them: who types `coree` gets another stem than that of `Corée`.
  const every = (text, language) => [...of(text, language), ...of(bare(text), language)];

  // The text in small letters without accents.
  const folded = (text) => bare(plain(text));

  // Whether for each of some beginnings of words a text has a word that begins so.
  const begin = (beginnings, text) => {
    const words = bare(joined(plain(text)));
    return beginnings.every((one) => new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${one}`, "u").test(words));
  };

  const isStopWord = (word) => Object.values(briefpress.languages).some(({ stopWords }) => stopWords.has(word));

  // The words of a query: what any language of the site leaves out says nothing in the others.
  const asked = (text, language) => {
    const telling = rawWords(text).filter((word) => !isStopWord(word));
    return of(telling.join(" "), language);
  };

  const isAnything = (text) => rawWords(text).length > 0;

  return { of, every, folded, begin, asked, isAnything };
})();
