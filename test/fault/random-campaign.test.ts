import { expect, test } from 'vitest';
import { chanceFrom } from '../../scripts/faults/chance.ts';
import { randomFaults } from '../../scripts/faults/random/all-faults.ts';
import { performCampaign } from '../../scripts/faults/random/command.ts';
import { openStory } from '../../scripts/faults/random/plan.ts';
import { drawTrial } from '../../scripts/faults/random/trial.ts';

const MINUTES = 1.5;

// A short seed of `npm run faults -- random` (docs/reliability.md).
test('two processes under faults at random: what was acknowledged is there once, and everybody knows the same', async () => {
  const { judged } = await performCampaign({ seed: 7, minutes: MINUTES, tell: console.log });
  expect(judged.length).toBeGreaterThan(0);
  expect(judged.filter(({ violations }) => violations.length > 0)).toEqual([]);
}, 1_200_000);

test('the same seed tells the same story', () => {
  const told = () => {
    const chance = chanceFrom(7);
    const story = openStory(chance);
    return randomFaults.map((fault, no) => {
      const { acts, at, afterMs, pausesMs } = drawTrial(chance, story, { no, fault });
      return { acts, at, afterMs, pausesMs };
    });
  };
  expect(told()).toEqual(told());
});
