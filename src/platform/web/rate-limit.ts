import type { Context, MiddlewareHandler } from 'hono';
import { dayOf } from '../../kernel/day.ts';
import {
  admit,
  type Counting,
  policyField,
  type Quota,
  type Spent,
  spentField,
} from '../door/rates.rules.ts';
import { setField } from './answer-fields.ts';
import { addressKey } from './client-address.ts';
import type { Env } from './http.ts';

/** Counts one use and tells it in the answer's header fields; refuses nothing. */
const take = (c: Context<Env>, quota: Quota, who: string): Spent => {
  const [rates, { statement, clock }] = [c.get('rates'), c.get('ctx')];
  rates.refresh(statement, () => dayOf(clock.now()));
  const spent = rates.spend(quota, who);
  tell(c, quota, spent);
  return spent;
};

const tell = (c: Context<Env>, quota: Quota, spent: Spent): void => {
  setField(c, 'ratelimit-policy', policyField(quota, c.get('rates').most(quota)));
  setField(c, 'ratelimit', spentField(quota, spent));
};

export type Door = 'checks' | 'uploads';

const quotaOf = (door: Door, by: string): Quota => `${door}.${by.startsWith('staff:') ? 'person' : 'key'}`;

/**
 * A door for those who are known: each key and each person has a quota of its own, wherever they come from.
 */
export const limited =
  (door: Door): MiddlewareHandler<Env> =>
  async (c, next) => {
    const { by } = c.get('ctx').actor;
    admit(take(c, quotaOf(door, by), by));
    await next();
  };

/** Further uses within one request count too, though none is refused in the middle. */
export const countFurther = (c: Context<Env>, door: Door, uses: number): void => {
  const { by } = c.get('ctx').actor;
  if (uses > 0) c.get('rates').spend(quotaOf(door, by), by, uses);
};

const quotaOfStranger = (c: Context<Env>): Quota => {
  if (c.req.query('code') !== undefined || c.req.path === '/public/complaints/follow') return 'code.address';
  const isFiling = c.req.method === 'POST' && c.req.path === '/public/complaints';
  return isFiling ? 'complaint.address' : 'public.address';
};

/**
 * A door for strangers, counted by address. A good key or session is not held up
 * by others at the same address.
 */
export const limitStrangers =
  (isKnown: (c: Context<Env>) => Promise<boolean>): MiddlewareHandler<Env> =>
  async (c, next) => {
    const spent = take(c, quotaOfStranger(c), addressKey(c.get('address')()));
    if (!spent.ok && !(await isKnown(c))) admit(spent);
    await next();
  };

/** A wrong key was shown: whoever shows many learns nothing more until they slow down. */
export const countWrongKey = (c: Context<Env>): void =>
  admit(take(c, 'wrong-key.address', addressKey(c.get('address')())));

const countingOf = (c: Context<Env>): Counting => {
  const [rates, { statement, clock }] = [c.get('rates'), c.get('ctx')];
  rates.refresh(statement, () => dayOf(clock.now()));
  return {
    address: addressKey(c.get('address')()),
    most: rates.most,
    tell: (quota, spent) => tell(c, quota, spent),
  };
};

/** A visitor who signs in is counted by address, and known again by the cookie and by what they came with. */
export const comerOf = (c: Context<Env>) => ({
  counting: countingOf(c),
  device: c.req.header('user-agent') ?? '',
  cookieHeader: c.req.header('cookie') ?? '',
});
