export type Report = {
  act(title: string): void;
  say(line: string): void;
  expect(line: string, isGood: boolean): void;
  faultCount(): number;
};

const RULER = '─'.repeat(72);

// What the audience reads: every line that states a fact was compared with what it should be.
export const openReport = (): Report => {
  let faults = 0;
  let acts = 0;
  const numerals = '一二三四五六七八九十'.split('');
  return {
    act: (title) => {
      console.log(`\n${RULER}\n${numerals[acts] ?? acts + 1}、${title}\n`);
      acts += 1;
    },
    say: (line) => console.log(`    ${line}`),
    expect: (line, isGood) => {
      if (!isGood) faults += 1;
      console.log(`  ${isGood ? '✓' : '✗'} ${line}`);
    },
    faultCount: () => faults,
  };
};
