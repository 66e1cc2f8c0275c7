import { shownName } from '../../kernel/names.ts';

type Named = { subjectId: number; kind: string; name: string; uscc: string | null };

// A subject that a simulation would touch, as an example: a person is shown by the mask alone.
// Basis: 个人信息保护法第六条
export const maskedSubject = ({ subjectId, kind, name, uscc }: Named) => ({
  id: subjectId,
  kind,
  name: shownName(kind, name),
  uscc: kind === 'person' ? null : uscc,
});
