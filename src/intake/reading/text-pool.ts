const TEXTS_PER_PAGE = 512;

// Keeps millions of short texts as long ones with their ends: a separate string costs more than its text.
export type TextPool = { add(text: string): void; at(place: number): string | undefined };

type Page = { text: string; ends: Uint32Array };

export const openTextPool = (): TextPool => {
  const pages: Page[] = [];
  let open: string[] = [];
  const close = () => {
    let end = 0;
    pages.push({ text: open.join(''), ends: Uint32Array.from(open, ({ length }) => (end += length)) });
    open = [];
  };
  return {
    add: (text) => {
      open.push(text);
      if (open.length === TEXTS_PER_PAGE) close();
    },
    at: (place) => {
      const page = pages[Math.floor(place / TEXTS_PER_PAGE)];
      if (!page) return open[place - pages.length * TEXTS_PER_PAGE];
      const at = place % TEXTS_PER_PAGE;
      return page.text.slice(at === 0 ? 0 : page.ends[at - 1], page.ends[at]);
    },
  };
};
