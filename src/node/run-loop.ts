export type Loop = { wake(): void; idle(): Promise<void> };

type Ways = {
  onFault(error: unknown): void;
  // After so long a run takes no new work and only ends what it has under way: another may begin beside it.
  besideAfterMs?: number;
};

const atMost = async (running: Promise<void>, ms: number) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([running, promise]).finally(() => clearTimeout(timer));
};

// One run at a time; a wake-up during a run means one more run after it.
export const runLoop = (work: () => Promise<void>, { onFault, besideAfterMs }: Ways): Loop => {
  const underWay = new Set<Promise<void>>();
  let running: Promise<void> | undefined;
  let isAsked = false;
  const run = async () => {
    while (isAsked) {
      isAsked = false;
      const one = work().catch(onFault);
      underWay.add(one);
      const ended = one.finally(() => underWay.delete(one));
      await (besideAfterMs === undefined ? ended : atMost(ended, besideAfterMs));
    }
    running = undefined;
  };
  return {
    wake: () => {
      isAsked = true;
      running ??= run();
    },
    idle: async () => {
      isAsked = false;
      await Promise.all([running, ...underWay]);
    },
  };
};
