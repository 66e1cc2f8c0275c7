import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RegistryClient, registryClient } from '../../src/client/registry-client.ts';
import type { Notice } from '../../src/client/verify-webhook.ts';
import { dayOf } from '../../src/kernel/day.ts';
import { startRegistry } from '../../src/node/start-registry.ts';
import { operatorActor } from '../../src/platform/door/actor.ts';
import { type Receiver, startReceiver } from '../receive.ts';
import { type Samples, samplesFor } from '../samples/sample-files.ts';
import { type Login, seedTown } from '../seed.ts';
import { openReport, type Report } from './report.ts';

export const DEMO_PASSWORD = 'Demo-2026-xinyong';

export type Inbox = { notices: Notice[]; refused: string[] };
export type Stage = {
  url: string;
  report: Report;
  samples: Samples;
  logins: readonly Login[];
  receiver: Receiver;
  inbox: Inbox;
  ctx: Parameters<typeof seedTown>[0];
  // One department's program: real HTTP with that department's key.
  desk(agency: string): RegistryClient;
  keyOf(agency: string): string;
  strike(): Promise<void>;
};

// A fresh folder, any free port, the embedded database, a department's receiver: nothing is left behind.
export const setStage = async (): Promise<Stage> => {
  const folder = mkdtempSync(join(tmpdir(), 'credit-registry-demo-'));
  const inbox: Inbox = { notices: [], refused: [] };
  const receiver = await startReceiver({
    port: 0,
    onNotice: (notice) => void inbox.notices.push(notice),
    onRefused: (reason) => void inbox.refused.push(reason),
  });
  const service = await startRegistry({
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: folder,
    PUSH_ALLOW: `127.0.0.1:${receiver.port}`,
    LOG_LEVEL: 'error',
  });
  const { deps, url } = service;
  const ctx = { ...deps, actor: operatorActor('operator:demo'), requestId: deps.newId() };
  const { keys, logins } = await seedTown(ctx, DEMO_PASSWORD);
  return {
    url,
    report: openReport(),
    samples: samplesFor(dayOf(deps.clock.now())),
    logins,
    receiver,
    inbox,
    ctx,
    desk: (agency) => registryClient({ url, key: keys[agency] ?? '' }),
    keyOf: (agency) => keys[agency] ?? '',
    strike: async () => {
      await service.stop();
      await receiver.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
