// Preloaded into every Node process of `npm run test:dates`: the wall clock stands ahead by CLOCK_AHEAD_MS, timers run on.
// The embedded database asks Date.now() for its now(), so it goes along.
const ahead = Number(process.env.CLOCK_AHEAD_MS ?? 0);
const RealDate = Date;
const now = () => RealDate.now() + ahead;

const MovedDate = new Proxy(RealDate, {
  construct: (real, parts, target) =>
    Reflect.construct(real, parts.length === 0 ? [now()] : parts, target === MovedDate ? real : target),
  apply: () => new RealDate(now()).toString(),
  get: (real, key) => (key === 'now' ? now : Reflect.get(real, key)),
});
Object.defineProperty(RealDate.prototype, 'constructor', { value: MovedDate });
globalThis.Date = MovedDate;
