import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { idMaker } from '../../../src/platform/keys/new-id.ts';

const at = (ms: number) => new Date(Date.UTC(2026, 10, 24) + ms);

describe('an id', () => {
  it('is a UUID of version 7 that tells when it was made', () => {
    const id = idMaker(randomBytes)(at(0));
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at(0).getTime());
  });

  it('comes after every earlier one, in one millisecond by the thousand and when the clock is set back', () => {
    const make = idMaker(randomBytes);
    const ids = [
      ...Array.from({ length: 10_000 }, () => make(at(5))),
      make(at(-3_600_000)),
      make(at(7)),
      make(at(8)),
    ];
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
