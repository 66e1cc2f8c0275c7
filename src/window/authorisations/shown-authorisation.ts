import type { Day } from '../../kernel/day.ts';
import { authorisationState } from './authorisation.rules.ts';
import type { AuthorisationRow } from './authorisation.store.ts';

// Nobody is told whose it is: the number was in the hands of the person who asks.
export const shownAuthorisation = (
  { agencyId: _agency, lookup: _lookup, ...row }: AuthorisationRow,
  today: Day,
) => ({
  ...row,
  state: authorisationState(row, today),
});
