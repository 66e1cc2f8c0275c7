import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const readJson = async (request: IncomingMessage) => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return JSON.parse(Buffer.concat(pieces).toString('utf8'));
};

// A house of keys on loopback, with a key of its own that can be changed.
export const startKeyProvider = async (token: string) => {
  const keys = new Map([['v1', randomBytes(32)]]);
  let current = 'v1';
  const asked: string[] = [];
  const keyOf = (keyId: string) => keys.get(keyId) ?? randomBytes(32);

  const answers: Record<string, (body: Record<string, string>) => object> = {
    'GET /key': () => ({ keyId: current }),
    'POST /wrap': ({ key = '', about = '' }) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keyOf(current), nonce).setAAD(Buffer.from(about));
      const sealed = [nonce, cipher.update(Buffer.from(key, 'base64')), cipher.final(), cipher.getAuthTag()];
      return { keyId: current, wrapped: Buffer.concat(sealed).toString('base64') };
    },
    'POST /unwrap': ({ keyId = '', wrapped = '', about = '' }) => {
      const bytes = Buffer.from(wrapped, 'base64');
      const opening = createDecipheriv('aes-256-gcm', keyOf(keyId), bytes.subarray(0, 12));
      opening.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-16));
      return {
        key: Buffer.concat([opening.update(bytes.subarray(12, -16)), opening.final()]).toString('base64'),
      };
    },
  };
  const server = createServer(async (request, response) => {
    const at = `${request.method} ${request.url}`;
    asked.push(at);
    try {
      if (request.headers.authorization !== `Bearer ${token}`) throw new Error('not allowed');
      const answer = answers[at]?.(request.method === 'POST' ? await readJson(request) : {});
      response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? {}));
    } catch {
      response.writeHead(403).end('{}');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    changeKey: () => {
      current = `v${keys.size + 1}`;
      keys.set(current, randomBytes(32));
      return current;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
