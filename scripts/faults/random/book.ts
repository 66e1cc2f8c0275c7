// What a department knows that keeps to docs/receivers.md, rule 4: per subject, nothing that is not newer
// than what it has applied; a lift releases the measures that it names. With a higher epoch it begins anew,
// as the registry does.
export type Told = {
  id: string;
  type: string;
  subject: string;
  epoch: number;
  seq: number;
  subjectSeq: number;
  supersedes: readonly string[];
  code: string;
  listingId: number;
  documentNo: string | null;
  measures: readonly string[];
};
type Known = { applied: number; code: string; listings: Map<number, string | null>; measures: Set<string> };
export type Book = { take(one: Told): void; subjects(): ReadonlyMap<string, Known> };

type NoticeOnWire = {
  id: string;
  type: string;
  subject?: string | undefined;
  epoch?: unknown;
  data?:
    | {
        seq: number;
        subjectSeq: number;
        supersedes: string[];
        subject: { code: string | null };
        listingId: number;
        documentNo?: string | null;
        measures: { code: string }[];
      }
    | undefined;
};

export const toldOf = ({ id, type, subject, epoch, data }: NoticeOnWire): Told => ({
  ...{ id, type, subject: subject ?? '', epoch: Number(epoch ?? 1) },
  ...{ seq: data?.seq ?? 0, subjectSeq: data?.subjectSeq ?? 0, supersedes: data?.supersedes ?? [] },
  ...{
    code: data?.subject.code ?? '',
    listingId: data?.listingId ?? 0,
    documentNo: data?.documentNo ?? null,
  },
  measures: data?.measures.map((one) => one.code) ?? [],
});

export const openBook = (): Book => {
  const known = new Map<string, Known>();
  let epoch = 0;
  const about = ({ subject, code }: Told): Known => {
    const one = known.get(subject) ?? { applied: 0, code, listings: new Map(), measures: new Set() };
    known.set(subject, one);
    return one;
  };
  return {
    subjects: () => known,
    take: (one) => {
      if (one.epoch < epoch) return;
      if (one.epoch > epoch) known.clear();
      epoch = one.epoch;
      const subject = about(one);
      if (one.subjectSeq <= subject.applied) return;
      subject.applied = one.subjectSeq;
      if (one.type.endsWith('.removed')) {
        subject.listings.delete(one.listingId);
        for (const code of one.measures) subject.measures.delete(code);
      } else {
        subject.listings.set(one.listingId, one.documentNo);
        for (const code of one.measures) subject.measures.add(code);
      }
    },
  };
};
