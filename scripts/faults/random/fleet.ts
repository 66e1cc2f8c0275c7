import { setTimeout as wait } from 'node:timers/promises';
import { type Server, startServer } from './server-process.ts';

// Two processes over one database. A client knows their addresses, not whether one of them is frozen.
export type Fleet = {
  servers: [Server, Server];
  // The next address in turn.
  url(): string;
  // A server that was ended, started anew in its place; patiently, because its database may be away.
  replace(place: 0 | 1): Promise<void>;
  stop(): Promise<void>;
};

const START_TRIES = 20;

const startPatiently = async (env: Record<string, string>): Promise<Server> => {
  for (let tries = 1; ; tries++) {
    try {
      return await startServer(env);
    } catch (error) {
      if (tries === START_TRIES) throw error;
      await wait(500);
    }
  }
};

export const startFleet = async (env: Record<string, string>): Promise<Fleet> => {
  const servers: [Server, Server] = [await startPatiently(env), await startPatiently(env)];
  let turn = 0;
  return {
    servers,
    url: () => (servers[turn++ % 2] as Server).url,
    replace: async (place) => {
      servers[place] = await startPatiently(env);
    },
    stop: async () => {
      await Promise.all(servers.filter((one) => one.isAlive()).map((one) => one.end('SIGKILL')));
    },
  };
};
