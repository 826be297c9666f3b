// Where in a text the words of a query stand: the same words that found it.
briefpress.marks = (() => {
  "use strict";

  // A number in groups is one word.
  const PIECE = /[0-9]{1,3}(?:[ ,.'’\u00a0\u2009\u202f][0-9]{3})+(?!\p{N})|[\p{L}\p{M}\p{N}]+/gu;
  const SHORTEST = 160;

  // Whether a word of a text is one of those asked for, or starts like one.
  const matches = (wanted, language) => {
    const known = new Map();
    // Stems keep the first letters of their words: only few words need a closer look.
    const starts = wanted.map((part) => part.slice(0, 2));
    const look = (piece) =>
      starts.some((start) => briefpress.words.folded(piece).startsWith(start)) &&
      briefpress.words.every(piece, language).some((word) => wanted.some((part) => word.startsWith(part)));
    return (piece) => {
      if (!known.has(piece)) known.set(piece, look(piece));
      return known.get(piece);
    };
  };

  // The text in turns of plain and marked pieces, plain first.
  const split = (text, wanted, language) => {
    const isMatch = matches(wanted, language);
    const pieces = [""];
    let end = 0;
    for (const found of text.matchAll(PIECE)) {
      if (!isMatch(found[0])) continue;
      pieces[pieces.length - 1] += text.slice(end, found.index);
      pieces.push(found[0], "");
      end = found.index + found[0].length;
    }
    pieces[pieces.length - 1] += text.slice(end);
    return pieces;
  };

  // A part of a long text around its first marked word, cut at words.
  const excerpt = (text, wanted, language, length = 240) => {
    if (text.length <= length) return text;
    const isMatch = matches(wanted, language);
    const first = [...text.matchAll(PIECE)].find((found) => isMatch(found[0]));
    const place = first ? first.index : 0;
    const start = place < SHORTEST ? 0 : text.indexOf(" ", place - length / 3) + 1;
    const part = text.slice(start, start + length);
    const end = start + length < text.length ? Math.max(part.lastIndexOf(" "), 1) : part.length;
    return `${start ? "… " : ""}${part.slice(0, end)}${end < part.length || start + length < text.length ? " …" : ""}`;
  };

  // Whether a text has one of the words.
  const has = (text, wanted, language) => {
    const isMatch = matches(wanted, language);
    return [...text.matchAll(PIECE)].some(([piece]) => isMatch(piece));
  };

  // The nodes of a text with its marked words.
  const nodes = (text, wanted, language) =>
    split(text, wanted, language).map((piece, place) => {
      if (place % 2 === 0) return document.createTextNode(piece);
      const mark = document.createElement("mark");
      mark.textContent = piece;
      return mark;
    });

  return { excerpt, has, nodes };
})();
