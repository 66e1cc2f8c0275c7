import { maskedSubject } from '../simulations/masked-subject.rules.ts';
import type { AffectedRow } from './affected.store.ts';

export const affectedOut = ({ about, before, after, ...row }: AffectedRow) => ({
  subject: maskedSubject(row),
  about,
  before,
  after,
});
export type AffectedShown = ReturnType<typeof affectedOut>;
