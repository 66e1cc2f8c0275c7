import { Problem } from '../../kernel/problems.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { toBase64Url } from '../../platform/keys/bytes.ts';
import { addressOfProvider, claimsAt, type Journey, metadataOf } from './provider.ts';

const COOKIE = 'registry_provider';
const PURPOSE = 'provider-sign-in';
const PATH = '/desk/login/provider';
const MINUTES = 10;

const fromBase64Url = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

const providerIn = ({ config }: Deps) => {
  if (!config.provider) throw new Problem('route.unknown');
  return config.provider;
};
const backUrl = ({ config }: Deps) => `${config.publicUrl.replace(/\/$/, '')}${PATH}/callback`;
const cookieWith = ({ config }: Deps, value: string, seconds: number) =>
  `${COOKIE}=${value}; HttpOnly; Path=${PATH}; Max-Age=${seconds}; SameSite=Lax${
    config.publicUrl.startsWith('https:') ? '; Secure' : ''
  }`;

const orAway = async <T>(asked: Promise<T>): Promise<T> => {
  try {
    return await asked;
  } catch (cause) {
    throw new Problem('session.provider-away', { cause });
  }
};

/** Where the browser goes, and what it keeps meanwhile. */
export const beginJourney = async (
  deps: Deps,
  next: string,
): Promise<{ address: string; cookie: string }> => {
  const metadata = await orAway(metadataOf(providerIn(deps)));
  const word = () => toBase64Url(deps.randomBytes(32));
  const until = deps.clock.now().getTime() + MINUTES * 60_000;
  const journey: Journey = { state: word(), nonce: word(), verifier: word(), next, until };
  const sealed = await deps.vault.seal(JSON.stringify(journey), PURPOSE);
  const address = await addressOfProvider(metadata, journey, backUrl(deps));
  return { address, cookie: cookieWith(deps, toBase64Url(sealed), MINUTES * 60) };
};

const journeyIn = async (deps: Deps, cookieHeader: string): Promise<Journey> => {
  const value = new RegExp(`(?:^|;)\\s*${COOKIE}=([\\w-]{1,2000})\\s*(?:;|$)`).exec(cookieHeader)?.[1];
  try {
    const journey = JSON.parse(await deps.vault.openText(fromBase64Url(value ?? ''), PURPOSE)) as Journey;
    if (deps.clock.now().getTime() < journey.until) return journey;
  } catch {
    // Forged, cut or sealed by another key: told like one that is too old.
  }
  throw new Problem('session.step-unknown');
};

/** The provider's claims about the one who came back, and where they wanted to go. */
export const endJourney = async (
  deps: Deps,
  { cookieHeader, search }: { cookieHeader: string; search: string },
) => {
  const provider = providerIn(deps);
  const journey = await journeyIn(deps, cookieHeader);
  const metadata = await orAway(metadataOf(provider));
  try {
    const claims = await claimsAt(metadata, new URL(`${backUrl(deps)}${search}`), journey);
    return { claims, next: journey.next, cookie: cookieWith(deps, '', 0) };
  } catch (cause) {
    throw new Problem('session.provider-refused', { cause });
  }
};
