import { withoutPersonalNumbers } from '../../kernel/personal-numbers.ts';

// How long a session stands, in minutes: after its opening, and after its last use.
export type SessionSpan = { absolute: number; idle: number };

const MINUTE_MS = 60_000;

export const sessionEnd = (
  { openedAt, usedAt }: { openedAt: Date; usedAt: Date },
  { absolute, idle }: SessionSpan,
): Date => new Date(Math.min(openedAt.getTime() + absolute * MINUTE_MS, usedAt.getTime() + idle * MINUTE_MS));

// The same of a row `x`, by the clock of the database: the processes share it, and nobody winds it.
export const sessionEnds = 'least(x.expires_at, x.used_at + make_interval(mins => x.idle_minutes))';
export const isLiveSession = `${sessionEnds} > now()`;
// A use is written down at most twice a minute.
export const wasUsedBefore = `x.used_at < now() - interval '30 seconds'`;

const MOST_OF_A_DEVICE = 200;
export const shownDevice = (userAgent: string): string => userAgent.slice(0, MOST_OF_A_DEVICE);

// From which address and with what program somebody came, as the audit trail keeps it.
export const cameFrom = ({ counting, device }: { counting: { address: string }; device: string }) => ({
  address: counting.address,
  agent: shownDevice(withoutPersonalNumbers(device)),
});

// Only a path of ours: a next that leads elsewhere would make the sign-in a signpost for strangers.
export const ownPath = (next: string | undefined): string =>
  next && /^\/desk(?:[/?][\w\-./?=&%]*)?$/.test(next) && !next.includes('//') ? next : '/desk';

// A browser forgets this with the session. Its cookies stay: those of the domain's other systems would go too.
export const CLEARED = '"cache", "storage"';
