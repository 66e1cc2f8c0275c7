import { aUscc } from '../../../test/kit/identities.ts';

// What the campaign itself knows, from acknowledgements alone. Times are the campaign's own, in milliseconds.
export type Listed = {
  company: number;
  sourceNo: string;
  documentNo: string;
  reason: string;
  version: number;
  // One event of the subject each: listed, corrected, ended.
  moves: number;
  begunAt: number;
  listedAt: number | null;
  endBegunAt: number | null;
  endedAt: number | null;
};
export type Punished = { company: number; sourceNo: string; upload: string };
export type Upload = { id: string; rows: number; listed: readonly Listed[] };
export type Asked = {
  caseNo: string;
  company: number;
  askedAt: number;
  heardAt: number;
  outcome: string;
  documentNos: readonly (string | null)[];
};
export type Model = {
  listings: Map<string, Listed>;
  penalties: Punished[];
  uploads: Upload[];
  // Since the last judgement.
  asked: Asked[];
  // How often a question may stand in the book: once for each key, once for each try without one.
  questions: Map<string, number>;
};

export const COMPANIES = 30;

export const companies = Array.from({ length: COMPANIES }, (_, no) => ({
  name: `示例${no + 1}食品有限公司`,
  uscc: aUscc(`random-${no + 1}`),
}));

export const emptyModel = (): Model => ({
  listings: new Map(),
  penalties: [],
  uploads: [],
  asked: [],
  questions: new Map(),
});

export const listingsOf = ({ listings }: Model, company: number): Listed[] =>
  [...listings.values()].filter((one) => one.company === company);

export const isLive = ({ listedAt, endBegunAt }: Listed) => listedAt !== null && endBegunAt === null;

// Certain throughout the time in which the question was answered.
export const stoodThroughout = (one: Listed, { askedAt, heardAt }: Asked) =>
  one.listedAt !== null && one.listedAt < askedAt && (one.endBegunAt === null || one.endBegunAt > heardAt);

// Certainly not there at any moment of that time.
export const wasAbsent = (one: Listed, { askedAt, heardAt }: Asked) =>
  one.begunAt > heardAt || (one.endedAt !== null && one.endedAt < askedAt);
