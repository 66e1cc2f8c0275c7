// Some things are guessed first, and are no secret however they are put together: words, walks over the keyboard, rows of figures,
// repeated signs, years, and one's own name. Why no package: docs/adr/0015.
const WORDS =
  `password passwort passwd passcode pass admin administrator root system guest user test tester testing
  demo login logon master super manager server oracle postgres database mysql linux windows microsoft welcome hello
  iloveyou loveyou love lover baby angel princess sunshine dragon monkey football baseball basketball soccer hockey
  shadow superman batman spiderman pokemon starwars michael jordan michelle jessica daniel charlie thomas robert
  summer winter spring autumn monday friday january computer internet access secret changeme letmein default
  trustno whatever freedom flower cookie cheese pepper ginger chocolate banana orange apple samsung google facebook
  china zhongguo beijing shanghai guangzhou shenzhen woaini aini wobuaini woaiwojia nihao mima mimashi gongan zhengfu
  zhengwu shehui xitong guanli guanliyuan wangluo dianhua gongzuo zuguo laopo laogong baobao
  abc asd qaz wsx edc qwe asdf zxc zxcv qwert qwer abcd aabb abab admin888 a1b2c3 q1w2e3r4 q1w2e3 1q2w3e4r 1q2w3e
  woaini1314 520 1314 5201314 888 666 168 110 119 120 123 321 147 258 369 159 357 112233 12345 54321 123321 123654
  147258 159753 789456 1qaz 2wsx 3edc 4rfv`
    .split(/\s+/)
    .toSorted((one, other) => other.length - one.length);

const ROWS = [
  '`1234567890-=',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.',
  'q1w2e3r4t5y6u7i8o9p0',
  '!@#$%^&*()_+',
  'abcdefghijklmnopqrstuvwxyz',
  '147258369',
];
const reversed = (text: string) => [...text].reverse().join('');
const WALKS = [...ROWS, ...ROWS.map(reversed)];
const SHORTEST_WALK = 4;

// 'p@ssw0rd' is read as 'password'.
const DISGUISES: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};
const undisguised = (text: string) => [...text].map((sign) => DISGUISES[sign] ?? sign).join('');

const CUT = '\0';

const withoutWalks = (text: string): string => {
  let left = '';
  for (let at = 0; at < text.length; ) {
    let length = 0;
    for (const walk of WALKS)
      while (at + length < text.length && walk.includes(text.slice(at, at + length + 1))) length += 1;
    const isWalk = length >= SHORTEST_WALK;
    left += isWalk ? CUT : (text[at] ?? '');
    at += isWalk ? length : 1;
  }
  return left;
};

const withoutWords = (text: string, words: readonly string[]): string =>
  words.reduce((left, word) => left.replaceAll(word, CUT), text);

const leftOf = (text: string, own: readonly string[]): string => {
  const figures = withoutWalks(withoutWords(text, own)).replace(/(?:19|20)\d\d/g, CUT);
  const words = withoutWords(undisguised(withoutWords(figures, WORDS)), WORDS);
  return words.replace(/(.)\1{2,}/g, CUT);
};

const LEAST_OF_ONE_S_OWN = 4;

// Less than four different letters or figures are left once all that is taken out.
export const isCommonPassword = (password: string, own: readonly string[]): boolean => {
  const plain = password.normalize('NFKC').toLowerCase();
  const names = own.map((name) => name.normalize('NFKC').toLowerCase()).filter((name) => name.length >= 2);
  return new Set(leftOf(plain, names).match(/[\p{L}\d]/gu) ?? []).size < LEAST_OF_ONE_S_OWN;
};
