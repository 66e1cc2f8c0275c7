import { concerns, isAsked, type Measure } from '../../law/measures/measure.rules.ts';
import type { ListingFlag } from '../listings/listing.rules.ts';
import { doRest } from '../listings/listing-flags.rules.ts';

export type AskingListing = {
  id: number;
  list: string;
  listedOn: string;
  until: string | null;
  authority: string;
  flags: readonly ListingFlag[];
};
export type AskedMeasure = Pick<Measure, 'code' | 'kind' | 'title' | 'basis'> & {
  since: string;
  // Every listing that asks for it is stayed: nobody carries it out meanwhile.
  suspended: boolean;
  askedBy: readonly {
    list: string;
    listingId: number;
    since: string;
    until: string | null;
    lifts: string;
    disputed: boolean;
    flags: readonly ListingFlag[];
  }[];
};

/**
 * Each measure that stands against one subject, with the live listings that ask for it. It falls when the
 * last of them ends; `lifts` is the authority that may end the listing. A stayed listing asks for nothing
 * until its stay ends.
 * Basis: 国办发〔2020〕49号; 全国失信惩戒措施基础清单（2024年版）
 */
export const askedMeasures = (
  measures: readonly Measure[],
  listings: readonly AskingListing[],
  subjectKind: string,
): AskedMeasure[] =>
  measures
    .filter((one) => isAsked(one) && concerns(one, subjectKind))
    .flatMap(({ code, kind, title, basis, lists }) => {
      const asking = listings.filter(({ list }) => lists.includes(list));
      const [first] = asking;
      if (!first) return [];
      return [
        {
          code,
          kind,
          title,
          basis,
          since: first.listedOn,
          suspended: asking.every(({ flags }) => doRest(flags)),
          askedBy: asking.map(({ id, list, listedOn, until, authority, flags }) => ({
            list,
            listingId: id,
            since: listedOn,
            until,
            lifts: authority,
            disputed: flags.includes('disputed'),
            flags,
          })),
        },
      ];
    });
