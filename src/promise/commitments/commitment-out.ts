import type { CommitmentLine } from './commitment.schema.ts';
import type { CommitmentRow } from './commitment.store.ts';

export const commitmentLine = (row: CommitmentRow): CommitmentLine => ({
  no: row.no,
  check: row.checkNo,
  agency: row.agencyName,
  state: row.state,
  matter: { code: row.matter, name: row.matterName, edition: row.matterEdition },
  subject:
    row.name === null || row.shownCode === null
      ? null
      : { type: row.kind === 'person' ? 'citizen-id' : 'uscc', code: row.shownCode, name: row.name },
  madeOn: row.madeOn,
  draftedAt: row.draftedAt,
  movedAt: row.movedAt,
});
