import { maskedSubject } from '../simulations/masked-subject.rules.ts';

export type AffectedRow = {
  place: number;
  subjectId: number;
  kind: string;
  name: string;
  uscc: string | null;
  about: string;
  before: string;
  after: string;
};

export const affectedOut = ({ about, before, after, ...row }: AffectedRow) => ({
  subject: maskedSubject(row),
  about,
  before,
  after,
});
export type AffectedShown = ReturnType<typeof affectedOut>;
