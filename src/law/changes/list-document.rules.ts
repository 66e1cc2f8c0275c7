import { CITY_DOCUMENT_MISSING } from '../rulebook/counted-lists.rules.ts';

const CITY = /本市设定（[^（）]*(?:（[^（）]*）[^（）]*)*）/;

// The basis of a list's rule with the number of the city's document in its place; null: the law itself bars,
// and no document of the city is wanted.
// Basis: 国办发〔2020〕42号（较严重的不良信用记录，由本市确定范围）
export const withCityDocument = (basis: string, document: string): string | null =>
  basis.includes(CITY_DOCUMENT_MISSING)
    ? basis.replace(CITY_DOCUMENT_MISSING, `本市设定（${document}）`)
    : CITY.test(basis)
      ? basis.replace(CITY, `本市设定（${document}）`)
      : null;
