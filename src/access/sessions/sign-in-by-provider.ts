import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import { operatorActor } from '../../platform/door/actor.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { askedProblem, askNext } from './next-step.step.ts';
import { type ProvidedPerson, personOfClaims } from './provider-claims.rules.ts';
import { cameFrom } from './session.rules.ts';
import { closeSession, openSession } from './session.ts';
import { settleProvided } from './settle-provided.step.ts';
import type { Comer } from './sign-in.ts';

/**
 * The person of whom the city's identity provider vouches. A person unknown here is brought in; one disabled here stays out,
 * whatever the provider says. A factor of this house is asked where the provider asked for none.
 */
export const signInByProvider = async (
  ctx: Ctx,
  claims: Readonly<Record<string, unknown>>,
  from: Comer,
): Promise<{ cookie: string }> => {
  const { provider } = ctx.config;
  if (!provider) throw new Problem('route.unknown');
  const provided: ProvidedPerson = must(personOfClaims(claims, provider));
  const asProvider = { ...ctx, idempotency: undefined, actor: operatorActor('provider') };
  const entry = await act(asProvider, 'session.open', async (tx) => {
    const person = await settleProvided({ ctx: asProvider, tx }, provided);
    const isIn = person !== null && !person.isDisabled;
    const known = isIn ? { ...person, passwordSetMs: ctx.clock.now().getTime(), codeUntilMs: null } : null;
    const asked = known ? await askNext({ ctx, tx }, known, provided.isStrong) : null;
    const about = { agency: provided.agency, staffId: person?.id, succeeded: isIn, by: 'provider' };
    return {
      value: known ? { id: known.id, asked } : null,
      audit: { ...about, ...cameFrom(from) },
      events: [],
    };
  });
  if (!entry) throw new Problem('session.provider-refused');
  if (entry.asked) throw askedProblem(entry.asked);
  await closeSession(ctx, from.cookieHeader);
  return openSession(ctx, entry.id, { address: from.counting.address, device: from.device });
};
