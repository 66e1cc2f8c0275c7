import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findAgency } from '../agencies/agency.store.ts';
import { addHistory } from '../staff/people.store.ts';
import { setRolesOf } from '../staff/set-roles.step.ts';
import {
  findProvided,
  findSigning,
  insertStaff,
  keepProviderSubject,
  lockPerson,
  type SigningRow,
} from '../staff/staff.store.ts';
import { type ProvidedPerson, rolesWithProvided } from './provider-claims.rules.ts';
import { NO_PASSWORD } from './sign-in-step.rules.ts';

type Inside = { ctx: Ctx; tx: Db };

// The person here whom the provider means; null: nobody may be meant. One who stands under this name for another account of
// the provider, or whose agency is another by now, is not: a move is made here.
export const settleProvided = async (
  inside: Inside,
  provided: ProvidedPerson,
): Promise<SigningRow | null> => {
  const { tx } = inside;
  const id = await idOf(inside, provided);
  const person = id === null ? undefined : await lockPerson(tx, id);
  if (!person || person.agency !== provided.agency) return null;
  if (person.isDisabled || provided.roles === null) return person;
  const roles = rolesWithProvided(person.roles, provided.roles);
  const isSame = roles.length === person.roles.length && roles.every((role) => person.roles.includes(role));
  if (isSame) return person;
  await setRolesOf(inside, person, { roles, step: 'roles-given', about: { roles, source: 'provider' } });
  return { ...person, roles: [...roles] };
};

const idOf = async (
  { ctx, tx }: Inside,
  { subject, agency, name }: ProvidedPerson,
): Promise<string | null> => {
  const linked = await findProvided(tx, subject);
  if (linked) return linked.id;
  const named = await findSigning(tx, agency, name);
  if (named) return (await keepProviderSubject(tx, named.id, subject)) ? named.id : null;
  const home = await findAgency(tx, agency);
  if (!home) return null;
  const at = ctx.clock.now().toISOString();
  const [id, by] = [ctx.newId(), ctx.actor.by];
  const about = { name, passwordHash: NO_PASSWORD, passwordSetAt: at, addedBy: by, createdAt: at };
  await insertStaff(tx, { id, agencyId: home.id, providerSubject: subject, roles: [], ...about });
  await addHistory(tx, {
    staffId: id,
    at,
    by,
    step: 'added',
    about: { agency, roles: [], source: 'provider' },
  });
  return id;
};
