import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// Twenty departments in a process of their own: each reads the body and answers 204.
const COUNT = 20;

const startOne = () =>
  new Promise<number>((ready) => {
    const server = createServer((request, response) => {
      request.resume().once('end', () => response.writeHead(204).end());
    });
    server.keepAliveTimeout = 60_000;
    server.listen(0, '127.0.0.1', () => ready((server.address() as AddressInfo).port));
  });

const ports = await Promise.all(Array.from({ length: COUNT }, startOne));
console.log(`listening on ${ports.map((port) => `http://127.0.0.1:${port}`).join(',')}`);
process.once('SIGTERM', () => process.exit(0));
