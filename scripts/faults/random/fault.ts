import type { Chance } from '../chance.ts';
import type { City } from './city.ts';
import type { Story } from './plan.ts';

// Something broken on purpose, and mended again when the promise is kept.
export type Injected = (city: City) => Promise<unknown>;
// More that happens once the acts of the trial were judged; tells what went wrong.
export type Afterwards = (city: City) => Promise<string[]>;
export type RandomFault = {
  name: string;
  // As the table of docs/reliability.md calls it.
  title: string;
  // Draws all that chance decides beforehand, so that a seed tells it again.
  draw(chance: Chance): Injected;
  drawAfterwards?(chance: Chance, story: Story): Afterwards;
  // One word why it cannot be tried here.
  skipped?(): string | null;
  // Afterwards the city is another one than the story knows.
  endsCity?: boolean;
};
