import type { Chance } from '../chance.ts';
import type { City } from './city.ts';

// Something broken on purpose, and mended again when the promise is kept.
export type Injected = (city: City) => Promise<unknown>;
export type RandomFault = {
  name: string;
  // As the table of docs/reliability.md calls it.
  title: string;
  // Draws all that chance decides beforehand, so that a seed tells it again.
  draw(chance: Chance): Injected;
  // One word why it cannot be tried here.
  skipped?(): string | null;
  // Afterwards the city is another one than the story knows.
  endsCity?: boolean;
};
