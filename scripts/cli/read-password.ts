import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

const silence = new Writable({ write: (_chunk, _encoding, done) => done() });

// Asked for without an echo at a terminal; otherwise the first line of standard input.
export const readPassword = async (asked = '密码'): Promise<string> => {
  const isTerminal = process.stdin.isTTY === true;
  if (isTerminal) process.stderr.write(`${asked}：`);
  const lines = createInterface({ input: process.stdin, output: silence, terminal: isTerminal });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (isTerminal) process.stderr.write('\n');
  }
};
