const ESCAPE = /_x([0-9A-Fa-f]{4})_/g;

// Basis: ECMA-376 22.9.2.19 (ST_Xstring): what XML cannot hold is written _x000D_, and _x005F_ is the
// underscore itself.
export const plainXstring = (text: string): string =>
  text.includes('_x')
    ? text.replace(ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
