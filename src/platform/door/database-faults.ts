// The database is away, or did not come to it in time: a time-out of ours ended a statement, a wait for a
// lock or an idle transaction (open-database.ts).
const GONE = new RegExp(
  [
    'ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND|EPIPE',
    'CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|^08|57P0[123]|57014|53300|55P03|25P0[34]',
  ].join('|'),
);
// The database or the way to it has no room, no time or no quiet just now; the same again may well succeed.
const PASSING = /^(08|40|53|57|58)\w{3} |^(25P0[34]|55P03) |^(EPIPE|ECONN|ETIMEDOUT|CONNECT)/;
// The way to the database broke while it worked: what was asked may have been kept.
const UNANSWERED = /^(EPIPE|ECONNRESET|ETIMEDOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|08\w{3}|57P0[12]) /;
// Two transactions locked each other out, or wrote over each other: the database has undone one of them
// whole.
const COLLIDED = /^(40001|40P01)/;
// A zero character or half of a pair, which no text may hold.
const UNSTORABLE = /^22021|^22P05|^22P02 .*type json/;
// Numbers, days, instants and numbers of rows that no column holds.
const UNREADABLE = /^22(00[13789]|P0[23])/;

// The message only of a data fault of the database itself: other messages repeat what the caller sent.
const toldBy = (error: Error & { code?: unknown }): string => {
  const code = String(error.code ?? '');
  return `${code} ${code.startsWith('22') ? error.message : error.name}`;
};
const isOfKind = (error: unknown, kind: RegExp): boolean =>
  error instanceof Error && (kind.test(toldBy(error)) || isOfKind(error.cause, kind));

export const isGone = (error: unknown): boolean => isOfKind(error, GONE);
export const isPassing = (error: unknown): boolean => isOfKind(error, PASSING);
export const isUnanswered = (error: unknown): boolean => isOfKind(error, UNANSWERED);
export const isCollision = (error: unknown): boolean => isOfKind(error, COLLIDED);
/** One of many met it, and all the others would meet it as well. */
export const isOfAll = (error: unknown): boolean =>
  isGone(error) || (isPassing(error) && !isCollision(error));
export const isUnstorable = (error: unknown): boolean => isOfKind(error, UNSTORABLE);
export const isUnreadable = (error: unknown): boolean => isOfKind(error, UNREADABLE);
