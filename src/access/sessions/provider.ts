import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
} from 'openid-client';
import type { ProviderConfig } from '../../platform/running/provider-config.ts';

// Nothing outside this file names openid-client.
const SECONDS = 10;
const known = new Map<string, Promise<Configuration>>();

const discover = ({ issuer, clientId, clientSecret }: ProviderConfig): Promise<Configuration> =>
  discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: SECONDS,
    execute: issuer.startsWith('http:') ? [allowInsecureRequests] : [],
  });

// Asked once for this process; a provider that did not answer is asked again by whoever comes next.
export const metadataOf = async (provider: ProviderConfig): Promise<Configuration> => {
  const key = `${provider.issuer} ${provider.clientId}`;
  const found = known.get(key) ?? discover(provider);
  known.set(key, found);
  try {
    return await found;
  } catch (error) {
    known.delete(key);
    throw error;
  }
};

/** Some things must come back unchanged: they are kept sealed in the browser meanwhile. */
export type Journey = { state: string; nonce: string; verifier: string; next: string; until: number };

export const addressOfProvider = async (
  metadata: Configuration,
  journey: Journey,
  redirectUri: string,
): Promise<string> =>
  buildAuthorizationUrl(metadata, {
    redirect_uri: redirectUri,
    scope: 'openid profile',
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await calculatePKCECodeChallenge(journey.verifier),
    code_challenge_method: 'S256',
  }).href;

// The id token, proved: signature, issuer, audience, times, state and nonce.
export const claimsAt = async (
  metadata: Configuration,
  back: URL,
  { state, nonce, verifier }: Journey,
): Promise<Readonly<Record<string, unknown>>> => {
  const tokens = await authorizationCodeGrant(metadata, back, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  return { ...tokens.claims() };
};
