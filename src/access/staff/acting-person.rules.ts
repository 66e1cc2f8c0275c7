import { Problem } from '../../kernel/problems.ts';
import type { Actor } from '../../platform/door/deps.ts';

// The number of the person who acts; a key, a job and the operator have none.
export const actingPerson = ({ by }: Pick<Actor, 'by'>): string => {
  const id = /^staff:(.+)$/.exec(by)?.[1];
  if (!id) throw new Problem('access.denied', { detail: '此项由登录的人员本人办理，接口密钥不能办理。' });
  return id;
};

export const isOperator = ({ by }: Pick<Actor, 'by'>): boolean => by.startsWith('operator:');

// A person, or the operating system's hand; never a key.
export const actingHand = (actor: Pick<Actor, 'by'>): string =>
  isOperator(actor) ? actor.by : `staff:${actingPerson(actor)}`;
