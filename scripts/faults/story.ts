import { act } from '../../src/platform/door/act.ts';
import type { NewEvent } from '../../src/platform/door/outbox.ts';
import type { Chance } from './chance.ts';
import { SUBJECTS, type World } from './world.ts';

type Step = 'created' | 'changed' | 'removed';
type Standing = { listing: number; isListed: boolean };

// Every subject is listed, changed and lifted at random, over and over.
export const storyOf = (chance: Chance) => {
  const standing = Array.from({ length: SUBJECTS }, (): Standing => ({ listing: 0, isListed: false }));
  const stepOf = ({ isListed }: Standing): Step =>
    isListed ? (chance.next() < 0.5 ? 'changed' : 'removed') : 'created';
  return (place: number): NewEvent => {
    const subject = standing[place] as Standing;
    const step = stepOf(subject);
    if (step === 'created') subject.listing += 1;
    subject.isListed = step !== 'removed';
    return {
      subjectId: place + 1,
      topic: `credit.listing.${step}`,
      payload: {
        ...{ listingId: (place + 1) * 1000 + subject.listing, list: 'serious-violation' },
        ...{ state: step === 'removed' ? 'repaired' : 'listed', subjectKind: 'organisation' },
        ...{ subjectName: `虚构${place + 1}`, region: '440300', reason: '虚构事由' },
      },
    };
  };
};

export type Story = ReturnType<typeof storyOf>;

const places = Array.from({ length: SUBJECTS }, (_, place) => place);

export const tell = (world: World, events: readonly NewEvent[]) =>
  act(world.operator, 'record.write', async () => ({ value: null, audit: {}, events }));

// One event of every subject, in one transaction, through the one door.
export const tellRound = (world: World, story: Story) => tell(world, places.map(story));
